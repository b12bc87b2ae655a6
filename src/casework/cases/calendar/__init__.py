"""Which days are worked in China: weekends, public holidays, and the weekend days worked in exchange.

years            the file, as models
working_days     counting days on which offices work
"""

from casework.cases.calendar.working_days import WorkingDays, working_days

__all__ = ["WorkingDays", "working_days"]
