"""The exchange desk: departments deliver files and mend what came back; the city receives, runs months, offers lists.

It has no people of its own: all is in the home, and goes into it by the doors that commands use too. Department
officers see the datasets of their department and no others (scope.py); what names people is shown to them alone, and to
the city's operators, and recorded (recorded.py).

models       Work: something that was asked of the home, and what came of it
parts        files while they come in, piece by piece
acts/        what people ask for: check, write down, record, and leave it to the worker
home_work/   what the worker does in the home, one thing at a time, under its lock
around_runs  what other apps do before a month is determined and after
queries      batches, the delivery calendar, what was set aside, what is offered
"""
