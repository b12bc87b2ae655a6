"""What receiving and running cost, beside what others would write for it: `python -m benchmarks.exchange`.

__main__         the parts in order; one file for each: receiving, month, comparators, linkage, history, on_spark
city             a city of so many benefits and records: its files and homes, made where they are missing
deliveries       writes the files, in_…  takes them in as others would, month_in_duckdb  runs the month in SQL
measuring        a process and what it cost; what was measured, kept as JSON until the page is written
page             docs/reference/benchmarks-exchange.md from all that was measured
"""
