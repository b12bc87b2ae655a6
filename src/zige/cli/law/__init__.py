"""`zige law`: what the rulebook says, all of it or one clause, and whether its scenarios come out as expected."""
