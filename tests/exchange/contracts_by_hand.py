"""Contracts and numbers made by hand, so that reading and checking are tested without the catalogue of datasets."""

from datetime import date

from zige.exchange.contract import Column, ColumnType, Contract, DayOf, FactRule, Role, SourceKind
from zige.kinds import FactKind
from zige.words import Wording

TODAY = date(2026, 11, 25)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
YES_NO = {"是": "yes", "否": "no", "1": "yes", "0": "no", "Y": "yes", "N": "no"}


def sound(seventeen: str) -> str:
    """A number with its check digit, computed digit by digit."""
    return (
        seventeen
        + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True)) % 11]
    )


GOOD = sound("51110219491231002")


def column(
    name: str, header: str, kind: ColumnType, *aliases: str, required: bool = False, words: dict[str, str] | None = None
) -> Column:
    return Column(
        name=name,
        header=header,
        type=kind,
        required=required,
        aliases=aliases,
        words=words or {},
        text=Wording(header, name),
    )


NUMBER = column("id_number", "证件号码", ColumnType.CITIZEN_NUMBER, "身份证号", "身份证号码", required=True)
NAME = column("name", "姓名", ColumnType.NAME, required=True)
COMMON = (
    column("record_id", "记录编号", ColumnType.TEXT),
    column(
        "record_status",
        "记录状态",
        ColumnType.WORD,
        words={"新增": "new", "更正": "corrected", "撤回": "withdrawn", "new": "new"},
    ),
    column("birth_date", "出生日期", ColumnType.DAY),
    column("sex", "性别", ColumnType.WORD, words={"男": "male", "女": "female"}),
    column("region", "住址区划", ColumnType.REGION),
)


def contract(
    dataset: str,
    title: str,
    columns: tuple[Column, ...],
    *facts: FactRule,
    name_needed: bool = True,
    role: Role = Role.FACTS,
) -> Contract:
    return Contract(
        dataset=dataset,
        title=Wording(title, dataset),
        department=dataset.partition(".")[0],
        department_name=Wording(title, dataset),
        version="1.0.0",
        role=role,
        source=SourceKind.SHARED_DATA,
        contact="-",
        legal_basis=("9.3",),
        purpose=Wording("资格认证", "certification"),
        due_day=10,
        delivery="increment",
        name_needed=name_needed,
        columns=(*columns, *COMMON),
        facts=facts,
    )


DEATHS = contract(
    "police.deaths",
    "死亡注销户口",
    (
        NUMBER,
        NAME,
        column("death_date", "死亡日期", ColumnType.DAY),
        column("cancelled_on", "注销日期", ColumnType.DAY, "销户日期", required=True),
    ),
    FactRule(kinds=(FactKind.DEATH,), start=(DayOf(column="death_date"), DayOf(column="cancelled_on"))),
)
SENTENCES = contract(
    "court.judgments",
    "刑事判决",
    (
        NUMBER,
        NAME,
        column("penalty", "刑罚种类", ColumnType.WORD, required=True, words={"有期徒刑": "fixed", "缓刑": "suspended"}),
        column("judged_on", "刑期起", ColumnType.DAY, required=True),
        column("until", "刑期止", ColumnType.DAY),
        column("released_on", "释放日期", ColumnType.DAY),
    ),
    FactRule(kinds=(FactKind.IMPRISONMENT,), start=(DayOf(column="judged_on"),), end="until", planned=True),
    FactRule(kinds=(FactKind.IMPRISONMENT,), start=(DayOf(column="judged_on"),), end="released_on"),
)
WAGES = contract(
    "tax.wages",
    "工资薪金申报",
    (
        NUMBER,
        NAME,
        column("month", "所属期", ColumnType.MONTH, required=True),
        column("employer", "扣缴单位", ColumnType.KEYED, required=True),
        column("income", "收入额", ColumnType.MONEY, required=True),
        column("refund", "退费标志", ColumnType.WORD, words=YES_NO),
    ),
    name_needed=False,
)
CATALOGUE = {each.dataset: each for each in (DEATHS, SENTENCES, WAGES)}
