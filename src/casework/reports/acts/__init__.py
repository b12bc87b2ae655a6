"""One file for each act on a report: check, do, record."""
