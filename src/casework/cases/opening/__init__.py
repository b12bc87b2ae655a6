"""How cases begin: by a run, in bulk, or by hand.

asked        what the newest run asks people to find out or to do
after_run    from what is asked to matters and cases, and what has fallen
by_hand      a report, a declaration, a tip, an objection
alive        somebody says: I am alive
numbers      case numbers without gaps
telling      what a source withdrew is told to the case
"""
