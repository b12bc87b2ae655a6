"""`zige demo`: a simulated county of twelve months behind the web application, with a login for every role.

city      the home: a simulated city, received and run month by month
offices   places and offices that such a city has
staff     one account for each role
passwords what this home gives each as a password
work      what has been done: cases, findings, decisions, lists, reports
steps     what is put into the database, in order; an app that has something to show adds its line
tour      five minutes, in numbered steps
command   the command: make or reuse, tell, serve
"""

from casework.config.demo.command import EXAMPLES, demo

__all__ = ["EXAMPLES", "demo"]
