"""Who does what with notices. Which of them somebody sees is the jurisdiction's affair."""

from casework.accounts.roles import Role

ISSUES = frozenset({Role.CITY_OPERATOR, Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER})
"""Agencies: they issue, print, hand on, withdraw, and say whom notices name."""
READS = ISSUES | {Role.TOWN}
"""Who sees what a notice says; a village delivers it closed."""
DELIVERS = READS | {Role.VILLAGE}
REMINDS = DELIVERS | {Role.EMPLOYER}
"""Art. 13: an employer organises the certification of its own people."""
