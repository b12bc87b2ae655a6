"""What the web application costs with a million people: `python -m benchmarks.casework`.

__main__      for each database the processes below, then docs/reference/benchmarks-casework.md
population    a home with a register and two runs of any size, made without receiving and determining
measuring     imports of the runs, searches, lists, the cases that follow, whole pages
pages         the whole pages, as people at four kinds of office open them
notices       one job of notices
timing        how long something took
"""
