"""Who may open which page: every page of every app in one table, by the name of its address.

`PUBLIC` opens without signing in, `SIGNED_IN` for everybody who works here, anything else for the roles named. Which
rows a page then shows is the jurisdiction's affair. A page that is not listed opens for nobody, and a test says so.
"""

from casework.accounts.page_access import PUBLIC, SIGNED_IN, Pages
from casework.accounts.roles import ADMINISTRATORS, SEES_PEOPLE, Role

ADMIN = frozenset({Role.ADMIN})
SECURITY = frozenset({Role.SECURITY_ADMIN})
DECIDES = frozenset({Role.COUNTY_HANDLER, Role.COUNTY_REVIEWER})
SEES_DECISIONS = DECIDES | {Role.CITY_OPERATOR, Role.INSPECTOR}
AUDIT = frozenset({Role.AUDITOR})

PAGES: Pages = {
    "set_language": PUBLIC,
    "ui:type_size": PUBLIC,
    "ui:law": PUBLIC,
    "ui:clause": PUBLIC,
    "ui:style_guide": ADMIN,
    "audit:entries": AUDIT,
    "jobs:list": ADMIN,
    "jobs:again": ADMIN,
    "people:search": SEES_PEOPLE,
    "people:person": SEES_PEOPLE,
    "people:revealed": SEES_PEOPLE,
    "runs:verify": SEES_PEOPLE,
    "runs:remind": SEES_PEOPLE,
    "runs:payment": SEES_PEOPLE,
    "runs:explanation": SEES_PEOPLE,
    "payments:lists": SEES_DECISIONS,
    "payments:list": SEES_DECISIONS,
    "payments:differences": SEES_DECISIONS,
    "payments:mismatches": SEES_DECISIONS,
    "payments:meanings": SEES_DECISIONS,
    "payments:new": frozenset({Role.COUNTY_HANDLER}),
    "payments:explain": frozenset({Role.COUNTY_HANDLER}),
    "payments:take_back": frozenset({Role.COUNTY_HANDLER}),
    "payments:answer": frozenset({Role.COUNTY_HANDLER}),
    "payments:compare": frozenset({Role.COUNTY_HANDLER}),
    "payments:approve": frozenset({Role.COUNTY_REVIEWER}),
    "payments:give_back": frozenset({Role.COUNTY_REVIEWER}),
    "payments:download": DECIDES,
    "payments:monitoring": SEES_DECISIONS,
    "payments:monitoring_file": DECIDES | {Role.CITY_OPERATOR},
    "accounts:sign_in": PUBLIC,
    "accounts:first_password": PUBLIC,
    "accounts:enrol": PUBLIC,
    "accounts:enrol_passkey": PUBLIC,
    "accounts:second_factor": PUBLIC,
    "accounts:answer_passkey": PUBLIC,
    "accounts:sign_out": SIGNED_IN,
    "accounts:home": SIGNED_IN,
    "accounts:own": SIGNED_IN,
    "accounts:change_password": SIGNED_IN,
    "accounts:confirm": SIGNED_IN,
    "accounts:change_app": SIGNED_IN,
    "accounts:add_passkey": SIGNED_IN,
    "accounts:remove_factor": SIGNED_IN,
    "accounts:recovery_codes": SIGNED_IN,
    "accounts:lend": SIGNED_IN,
    "accounts:end_lending": SIGNED_IN,
    "accounts:list": ADMINISTRATORS,
    "accounts:account": ADMINISTRATORS,
    "accounts:offices": ADMINISTRATORS,
    "accounts:office_new": ADMIN,
    "accounts:office_change": ADMIN,
    "accounts:office_disable": ADMIN,
    "accounts:office_enable": ADMIN,
    "accounts:new": ADMIN,
    "accounts:change": ADMIN,
    "accounts:disable": ADMIN,
    "accounts:enable": ADMIN,
    "accounts:reset_password": ADMIN,
    "accounts:give_role": SECURITY,
    "accounts:take_role": SECURITY,
    "accounts:reset_factors": SECURITY,
    "accounts:unlock": SECURITY,
}
