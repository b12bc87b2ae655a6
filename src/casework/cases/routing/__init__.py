"""Who works on a matter first, and by when: rules in a file, the packaged one or the home's own.

rules      the file, as models
offices    from a level to the office that is there
previewing how many open matters would go where under another file
"""

from casework.cases.routing.offices import Offices
from casework.cases.routing.rules import First, Routes, Rule, Subject, routes

__all__ = ["First", "Offices", "Routes", "Rule", "Subject", "routes"]
