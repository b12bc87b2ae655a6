"""`zige.toml`: what an office sets for its home, with comments, validated at every start."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from zige.errors import HomeRefused
from zige.yaml_files.refusals import problem, refusal


def _written(form: str, zh: str, en: str) -> AfterValidator:
    """Refuses text of another form, with the remedy in both languages."""

    def check(text: str) -> str:
        if re.fullmatch(form, text) is None:
            raise problem((), text, zh, en)
        return text

    return AfterValidator(check)


Region = Annotated[
    str, _written("[0-9]{6}", "要写六位行政区划代码，如 511100", "write a region code of six digits, like 511100")
]
Month = Annotated[
    str,
    _written("([0-9]{4}-(0[1-9]|1[0-2]))?", "要写年月，如 2026-01，或留空", "write a month, like 2026-01, or none"),
]


Place = Annotated[
    str,
    _written(
        "([0-9]{6}|[0-9]{9}|[0-9]{12})?",
        "要写六位、九位或十二位行政区划代码，或留空",
        "write a region code of 6, 9 or 12 digits, or none",
    ),
]
ConsumerName = Annotated[
    str,
    _written(r"[\w-]+", "名称只能用文字、数字、- 和 _", "a consumer's name has letters, digits, - and _ alone"),
]
Address = Annotated[
    str,
    _written(
        r"(https?://[^\s/]+(/\S*)?)?",
        "要写 https:// 开头的地址，或留空",
        "write an address that begins with https://, or none",
    ),
]
BY_OFFICE = ("payments", "monitoring")
"""Exports whose rows belong to the office that decides; those of the others to the place of residence."""
OFFICE_DIGITS = 6


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Office(_Section):
    """Whose home this is."""

    name: str
    region: Region


class Law(_Section):
    """Rulebook files, relative to the home; none: Leshan's, which comes with the program."""

    rulebooks: list[str] = []


class Opening(_Section):
    """The month of go-live (EXCHANGE §3); empty: that of the first roster of benefits received."""

    month: Month = ""


class Drift(_Section):
    """How far a delivery may differ from the dataset's history before it is held for a person's release."""

    rows_factor: Annotated[int, Field(gt=1)] = 3
    matched_share: Annotated[float, Field(gt=0, le=1)] = 0.15
    code_share: Annotated[float, Field(gt=0, le=1)] = 0.05


def _quoted(given: object) -> object:
    """A dataset's name has a dot, which TOML takes for a table unless it is quoted."""
    if isinstance(given, dict):
        raise problem(
            (), given, '数据集名里有点，要加引号，如 "police.deaths"', 'put the dataset in quotes, like "police.deaths"'
        )
    return given


KeyFile = Annotated[
    str, _written(r"[^/\\]+", "要写 partners 目录中的文件名", "write the name of a file in the folder partners")
]
KeyFiles = Annotated[list[KeyFile], Field(min_length=1), BeforeValidator(_quoted)]


class Consumer(_Section):
    """Who gets which export of every month, until they acknowledge it (EXCHANGE §1).

    region   whose rows they get, all if empty: of payments and monitoring by office, of the others by residence
    since    the first month they get; empty: the one that was run last when they first get something
    format   of the file; lists are always workbooks in a zip
    """

    export: Literal["payments", "certified", "cases", "monitoring", "lists"]
    region: Place = ""
    since: Month = ""
    format: Literal["csv", "xlsx"] = "csv"

    @model_validator(mode="after")
    def _office_of_six_digits(self) -> "Consumer":
        if self.export in BY_OFFICE and len(self.region) > OFFICE_DIGITS:
            raise problem(
                ("region",),
                self.region,
                f"{self.export} 按经办机构区划分，要写六位",
                f"{self.export} goes by office: write six digits",
            )
        return self


LOCAL = ("127.0.0.1", "localhost")
"""The names by which a machine calls itself."""


class Web(_Section):
    """The web application: its database (empty: SQLite in the home), the names it answers to, whether behind HTTPS.

    address   how the public reaches it, for the codes on notices; empty: the first of the names
    demo      invented people: no second factor is asked for, and only this machine is answered
    """

    database: str = ""
    hosts: list[str] = list(LOCAL)
    https: bool = False
    address: Address = ""
    demo: bool = False

    @model_validator(mode="after")
    def _demo_stays_here(self) -> "Web":
        if self.demo and (self.https or not set(self.hosts) <= set(LOCAL)):
            raise problem(
                ("demo",),
                "true",
                "演示没有第二重验证，只能在本机使用：hosts 只写 127.0.0.1 和 localhost，https 为 false；"
                "正式使用须去掉 demo",
                "a demonstration asks for no second factor and stays on this machine: hosts 127.0.0.1 and localhost "
                "alone, https false; take demo away to use it in earnest",
            )
        return self


class Messages(_Section):
    """Who sends messages to phones for the office: the address of their gateway; empty: none are sent."""

    gateway: Address = ""


class Settings(_Section):
    """All of `zige.toml`.

    signatures   for a department or a dataset the files of public keys in `partners/`, with one of which it must sign
    """

    office: Office
    law: Law = Law()
    opening: Opening = Opening()
    drift: Drift = Drift()
    signatures: dict[str, KeyFiles] = {}
    consumers: dict[ConsumerName, Consumer] = {}
    web: Web = Web()
    messages: Messages = Messages()


TEMPLATE = """\
# 资格系统设置。改动后下一条命令即生效；写错时命令会说明哪一项。
# Settings of this home. A change holds from the next command on; a mistake is named by the command that meets it.

[office]
name = "{name}"
# 六位行政区划代码 / region code of six digits
region = "{region}"

[law]
# 规则文件，相对于本目录；空表示使用随程序提供的乐山规则 / rulebook files; empty: Leshan's
rulebooks = []

[opening]
# 上线年月，如 "2026-01"；空表示首次收到待遇名册的月份 / month of go-live; empty: of the first roster of benefits
month = "{month}"

[drift]
# 与历史相比超出以下幅度的批次先挂起，由人放行 / a delivery that differs by more is held until a person releases it
# 行数为历史中位数的多少倍（或多少分之一） / rows against the median of history, as a factor either way
rows_factor = 3
# 匹配比例的变动 / how far the share of matched rows may move
matched_share = 0.15
# 每种错误代码占比的增长 / by how much the share of a quarantine code may grow
code_share = 0.05

[web]
# 空表示使用本目录内的 SQLite；或 "postgresql://用户@主机/库名" / empty: SQLite in this folder; else PostgreSQL
database = ""
# 浏览器访问所用的主机名 / the names by which browsers reach it
hosts = ["127.0.0.1", "localhost"]
# 在 HTTPS 之后运行时改为 true / true where it runs behind HTTPS
https = false
# 公众访问的地址，印在通知的二维码里，如 "https://renzheng.example.gov.cn"；空表示第一个主机名
# the address by which the public reaches it, as in the codes on notices; empty: the first of the names
address = ""

[messages]
# 短信网关的地址，空表示不发短信；令牌放在 keys/messages.token
# the gateway for messages, whose token lies in keys/messages.token; empty: none are sent
gateway = ""

[signatures]
# 部门或数据集的公钥文件，放在 partners 目录；列在这里的，清单没有签名或签名不对一律拒收，例如：
# public keys of a department or a dataset, in the folder partners; who is named here must sign, for example:
#   police = ["police.pem"]
#   "health.visits" = ["health-2026.pem", "health-2027.pem"]

# 谁每月取哪种导出，收到后要确认，没确认的下次再交付；名称带汉字的要加引号，例如：
# who gets which export of every month and acknowledges it; what is not acknowledged is offered again, for example:
#   [consumers.finance]
#   export = "payments"        # payments certified cases monitoring lists
#   region = "511102"          # 只取这个地方的行，可不写 / only rows of this place; may be left out
#   since = "2026-11"          # 从哪个月起，可不写 / from which month on; may be left out
#   format = "xlsx"            # csv 或 xlsx，可不写 / csv or xlsx; may be left out
"""


def read_settings(path: Path) -> Settings:
    """The settings in a file. Raises HomeRefused that names the setting and what is wrong with it."""
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise HomeRefused(
            "zige.toml 不是 UTF-8 文字；请另存为 UTF-8", "zige.toml is not UTF-8 text: save it as UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error)) from None
    except ValidationError as error:
        found = refusal(path.name, error.errors(include_url=False), Settings)
        raise HomeRefused(found.zh, found.en) from None


def _not_toml(said: str) -> HomeRefused:
    """`said` names the line, unless the text ends too soon."""
    line = re.search(r"line (\d+)", said)
    zh, en = (f"第 {line[1]} 行", f"line {line[1]}") if line else ("末尾", "at its end")
    return HomeRefused(
        f"zige.toml {zh}不是合法的 TOML；请检查引号、方括号和等号",
        f"zige.toml, {en}: not TOML; check quotes, brackets and equals signs",
    )
