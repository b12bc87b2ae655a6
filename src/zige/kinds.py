"""The closed lists of words that every room of the house shares (LAW §1, §3, §4).

A value outside these lists is refused at the border; inside, code relies on them.
"""

from enum import StrEnum


class BenefitKind(StrEnum):
    """险种: the kind of a benefit (LAW §1)."""

    PENSION_ENTERPRISE = "pension.enterprise"
    PENSION_CIVIL = "pension.civil"
    PENSION_RESIDENT = "pension.resident"
    PENSION_LAND = "pension.land"
    UNEMPLOYMENT = "unemployment"
    INJURY_DISABILITY = "injury.disability"
    INJURY_CARE = "injury.care"
    INJURY_SURVIVOR = "injury.survivor"


class FactKind(StrEnum):
    """事实种类: what a fact says has happened (LAW §3-§5)."""

    DEATH = "death"
    DECLARED_DEAD = "declared_dead"
    DECLARED_MISSING = "declared_missing"
    MISSING = "missing"
    WANTED = "wanted"
    DETENTION = "detention"
    IMPRISONMENT = "imprisonment"
    NONCUSTODIAL_SENTENCE = "noncustodial_sentence"
    PAROLE_REVOKED = "parole_revoked"
    EMIGRATION = "emigration"
    EMPLOYMENT = "employment"
    ENLISTMENT = "enlistment"
    ADOPTION = "adoption"
    MARRIAGE = "marriage"
    RETIREMENT = "retirement"
    PENSION_RECEIVED = "pension_received"
    DUPLICATE_PENSION = "duplicate_pension"
    OFFER_REFUSED = "offer_refused"
    ASSESSMENT_REFUSED = "assessment_refused"
    TREATMENT_REFUSED = "treatment_refused"
    DISABILITY_GRADE_LOST = "disability_grade_lost"
    CARE_GRADE_LOST = "care_grade_lost"
    CAPACITY_REGAINED = "capacity_regained"
    UNCONFIRMABLE = "unconfirmable"
    OTHER_STOP = "other_stop"
    OTHER_SUSPEND = "other_suspend"
    OPENING_STOP = "opening_stop"
    OPENING_SUSPEND = "opening_suspend"
    DEFERRAL = "deferral"
    CERTIFICATION = "certification"
    LIFE_INPATIENT = "life.inpatient"
    LIFE_BORDER = "life.border"
    LIFE_FACE_LOGIN = "life.face_login"
    LIFE_MARRIAGE = "life.marriage"
    LIFE_CORRECTION = "life.correction"
    LIFE_OUTPATIENT = "life.outpatient"
    LIFE_HEALTH_EXAM = "life.health_exam"
    LIFE_VACCINATION = "life.vaccination"
    LIFE_RAIL_AIR = "life.rail_air"
    LIFE_BANK_COUNTER = "life.bank_counter"
    LIFE_ID_CARD = "life.id_card"
    LIFE_PHARMACY = "life.pharmacy"
    LIFE_BUS = "life.bus"
    LIFE_TAX = "life.tax"


class Status(StrEnum):
    """核实状态: how far a fact has been verified (LAW §2)."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Outcome(StrEnum):
    """结果: how an ended fact ended (LAW §3)."""

    CLEARED = "cleared"
    CONVICTED = "convicted"


class Standing(StrEnum):
    """状态: 续发, 暂停, 停止 (Art. 6)."""

    CONTINUE = "continue"
    SUSPEND = "suspend"
    STOP = "stop"


class Effect(StrEnum):
    """效果: what a ground in force does to a benefit (Art. 8)."""

    SUSPEND = "suspend"
    STOP = "stop"


class Relation(StrEnum):
    """与工亡职工关系: what a survivor was to the worker who died."""

    SPOUSE = "spouse"
    CHILD = "child"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
