#!/bin/sh
# The sample decided for November 2026, and three of its people explained. It writes into demo/sample/.
set -eu

cases=tests/data/cases
files="--benefits $cases/benefits.csv --facts $cases/facts.csv --amounts $cases/amounts.csv --paid $cases/paid.csv"
month=2026-11

mkdir -p demo/sample
zige determine $files --month $month --out demo/sample/determinations.csv
python examples/summary.py demo/sample/determinations.csv $cases/benefits.csv

# B0004880  stopped until now, left hospital alive in October: payment resumes, with thirteen months of back-pay
# B0002390  in prison since April: suspended, what was paid since is recovered
# B0005560  reported dead, seen alive afterwards: paid first, to be verified
for benefit in B0004880 B0002390 B0005560; do
    echo
    zige explain $benefit $files --month $month --html demo/sample/$benefit.html > demo/sample/$benefit.txt
    # The answer and the months; cycle, grounds, settlement and facts follow in the file.
    sed '/^认证周期$/,$d; /^Certification cycle$/,$d' demo/sample/$benefit.txt
done

ls demo/sample/*
