#!/bin/sh
# A county of 20,000 people over twelve months: files, receiving, runs, a simulated officer, and what came of it against
# the truth; then three of its people explained. `make demo` runs this; it writes into demo/.
set -eu

out=demo
month=2026-11
rm -rf "$out"
mkdir -p "$out"

zige simulate --people 20000 --months 12 --seed 1 --out "$out/city"
zige evaluate --city "$out/city" --home "$out/home" --html "$out/evaluation.html"

# One whose death was found, one who was reported dead and lives, one who is paid back most.
for benefit in $(python examples/chosen.py "$out/home" "$month"); do
    echo
    zige explain "$benefit" --month "$month" --home "$out/home" --html "$out/$benefit.html" >"$out/$benefit.txt"
    # The answer and the months; cycle, grounds, settlement and facts follow in the file.
    sed '/^认证周期$/,$d; /^Certification cycle$/,$d' "$out/$benefit.txt"
done

ls "$out"
