"""The files of the departments as they really look: headers, formats and dates, written out, not looked up."""

from dataclasses import dataclass

DAY, TIME, MONTH, MONEY, TEXT = "day", "time", "month", "money", "text"


@dataclass(frozen=True)
class Column:
    """A column of a file: its header, the column of the rows it comes from, and how it is spelt."""

    header: str
    source: str
    type: str = TEXT


@dataclass(frozen=True)
class FileKind:
    """One dataset's file.

    form      gb, bom, utf8 (CSV), gb_tsv, tsv, xlsx, zip (of a GB18030 CSV), gz (of a UTF-8 CSV)
    days      how dates are spelt, or `cell` for date cells of a workbook
    record    what the record numbers begin with; empty where the department keeps none
    lower_x   whether the department writes a check character X small
    """

    dataset: str
    title: str
    form: str
    days: str
    columns: tuple[Column, ...]
    months: str = "%Y%m"
    times: str = "%Y-%m-%d %H:%M:%S"
    record: str = ""
    lower_x: bool = False

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        endings = {"gb_tsv": "tsv", "tsv": "tsv", "xlsx": "xlsx", "zip": "zip", "gz": "csv.gz"}
        return endings.get(self.form, "csv")

    @property
    def sources(self) -> list[str]:
        """The columns of the rows, in the order of the file."""
        return [column.source for column in self.columns]

    def has(self, source: str) -> bool:
        """Whether the file has this column."""
        return source in self.sources


POLICE = "公民身份号码 number|姓名 name|出生日期 birth:day|性别 sex"
PLAIN = "证件号码 number|姓名 name"
SHORT = "身份证号 number|姓名 name"
HYPHENS, SLASHES, DIGITS, CHINESE, CELL = "%Y-%m-%d", "%Y/%-m/%-d", "%Y%m%d", "%Y年%-m月%-d日", "cell"


def _kind(
    dataset: str, title: str, form: str, days: str, columns: str, record: str = "", lower_x: bool = False,
    months: str = "%Y%m", times: str = "%Y-%m-%d %H:%M:%S",
) -> FileKind:  # fmt: skip
    listed = [_column(text) for text in columns.split("|")]
    if record:
        listed = [Column("记录编号", "record_id"), *listed, Column("记录状态", "status")]
    return FileKind(dataset, title, form, days, tuple(listed), months, times, record, lower_x)


def _column(text: str) -> Column:
    header, _, source = text.partition(" ")
    name, _, kind = source.partition(":")
    return Column(header, name, kind or TEXT)


FILES = (
    _kind("roster.persons", "领取人员名册", "utf8", DIGITS,
          f"{PLAIN}|出生日期 birth:day|性别 sex|民族 ethnicity|居住地区划 place|居住类型 residence"
          "|手机号 phone|行动能力 mobility"
          "|失能或残疾 disability"),
    _kind("roster.benefits", "待遇名册", "bom", HYPHENS,
          "待遇编号 benefit_id|证件号码 number|险种 scheme|首次领取年月 first_month:month"
          "|末次领取年月 last_month:month"
          "|月待遇金额 amount:money|与工亡职工关系 relation|完全丧失劳动能力 incapacitated"
          "|发放状态 standing|经办机构区划 office"
          "|单位编号 employer|发放账号 account|上次认证日期 last_certified:day", months="%Y-%m"),
    _kind("roster.payments", "发放台账", "zip", DIGITS, "待遇编号 benefit_id|年月 month:month|金额 amount:money"),
    _kind("police.deaths", "死亡注销户口", "gb", DIGITS,
          f"{POLICE}|住址区划 region|死亡日期 death_date:day|注销日期 cancelled_on:day", "GASW", True),
    _kind("police.missing", "失踪申报及户口暂时注销", "gb", DIGITS,
          f"{POLICE}|下落不明日期 start:day|申报类型 report|申报日期 reported_on:day|找到日期 end:day", "GASZ", True),
    _kind("police.custody", "羁押", "gb", DIGITS,
          f"{POLICE}|案号 case|入所日期 start:day|出所日期 end:day|出所原因 reason", "GAJY", True),
    _kind("police.wanted", "通缉", "gb", DIGITS,
          f"{POLICE}|通缉日期 start:day|撤销日期 end:day|撤销原因 reason", "GATJ", True),
    _kind("police.emigration", "移居境外注销", "gb", DIGITS, f"{POLICE}|移居日期 start:day", "GAYJ", True),
    _kind("police.enlistment", "入伍注销", "gb", DIGITS, f"{POLICE}|入伍日期 start:day", "GARW", True),
    _kind("police.border", "出入境", "gb", DIGITS,
          "公民身份号码 number|姓名 name|出入境日期 end:day|方向 word", "", True),
    _kind("police.id_cards", "身份证换领", "gb", DIGITS, f"{POLICE}|受理日期 end:day", "", True),
    _kind("procuratorate.arrests", "逮捕及不起诉", "xlsx", CHINESE,
          f"{SHORT}|案号 case|逮捕日期 start:day|决定日期 end:day|处理结果 result", "JC"),
    _kind("court.judgments", "刑事判决", "xlsx", CELL,
          f"{SHORT}|案号 case|刑罚种类 penalty|刑期起 start:day|刑期止 end:day|执行方式 execution", "FYXS"),
    _kind("court.declarations", "宣告失踪死亡", "xlsx", CHINESE,
          f"{SHORT}|出生日期 birth:day|类型 type|判决日期 start:day|撤销日期 end:day", "FYMS"),
    _kind("justice.prison", "收监释放", "bom", HYPHENS,
          f"{PLAIN}|案号 case|收监日期 start:day|释放日期 end:day|释放类型 release", "SFSJ"),
    _kind("justice.parole", "撤销假释", "bom", HYPHENS,
          f"{PLAIN}|案号 case|收监日期 start:day|释放日期 end:day", "SFJS"),
    _kind("justice.corrections", "社区矫正", "bom", HYPHENS,
          f"{PLAIN}|矫正起 start:day|矫正止 end:day|类别 category", "SFJZ"),
    _kind("justice.reports", "矫正报到", "tsv", HYPHENS, f"{PLAIN}|报到日期 start:day|方式 mode"),
    _kind("civil.cremations", "火化", "gb", SLASHES,
          f"{SHORT}|到馆日期 arrived_on:day|火化日期 cremated_on:day|有效标识 valid", "MZHH"),
    _kind("civil.marriages", "婚姻登记", "xlsx", CELL,
          f"{SHORT}|出生日期 birth:day|登记日期 start:day|登记类型 type", "MZHY"),
    _kind("civil.adoptions", "收养登记", "xlsx", SLASHES, f"{SHORT}|登记日期 start:day", "MZSY"),
    _kind("health.death_certificates", "死亡医学证明", "xlsx", CELL,
          f"{PLAIN}|性别 sex|出生日期 birth:day|死亡日期 death_date:day|签发日期 issued_on:day", "WJSW"),
    _kind("health.visits", "公共卫生服务", "gz", HYPHENS,
          f"{PLAIN}|出生日期 birth:day|性别 sex|服务日期 end:day|类型 word|方式 mode"),
    _kind("medical.settlements", "医保结算", "zip", DIGITS,
          f"{PLAIN}|类型 word|开始日期 start:day|结束日期 end:day|离院方式 discharge"
          "|退费标志 refund|共济支付金额 aid:money"),
    _kind("tax.wages", "工资薪金申报", "tsv", DIGITS,
          f"{SHORT}|所属期 month:month|扣缴单位 employer|收入额 income:money"),
    _kind("transport.trips", "实名出行", "gz", SLASHES, f"{PLAIN}|日期 end:day|方式 word"),
    _kind("digital.logins", "实人登录", "bom", HYPHENS, f"{PLAIN}|时间 end:time|结果 word"),
    _kind("hrss.employments", "就业参保登记", "gb", HYPHENS,
          f"{PLAIN}|起始日期 start:day|终止日期 end:day|单位 employer", "RSJY"),
    _kind("hrss.pensions", "领取养老待遇", "gb", HYPHENS, f"{PLAIN}|起始年月 month:month|险种 scheme", "RSYL"),
    _kind("hrss.duplicates", "重复领取", "gb", HYPHENS,
          f"{PLAIN}|待遇编号 benefit_id|起始日期 start:day|终止日期 end:day|处理结果 result", "RSCF"),
    _kind("hrss.offers", "拒绝介绍工作或培训", "xlsx", HYPHENS,
          f"{PLAIN}|日期 start:day|有无正当理由 justified", "RSJJ"),
    _kind("hrss.assessments", "劳动能力鉴定", "xlsx", CELL,
          f"{PLAIN}|日期 start:day|结论 conclusion|新月待遇金额 amount:money", "RSJD"),
    _kind("hrss.retirements", "退休审批", "gb", HYPHENS, f"{PLAIN}|退休日期 start:day", "RSTX"),
    _kind("monitoring.findings", "联网监测疑点", "xlsx", DIGITS,
          f"{PLAIN}|疑点类型 situation|发生日期 start:day|待遇编号 benefit_id", "LWJC"),
    _kind("bank.counter", "银行柜面", "gb_tsv", DIGITS, f"{SHORT}|日期 end:day|业务 word"),
    _kind("channels.certifications", "自助认证结果", "bom", HYPHENS,
          f"{PLAIN}|渠道 channel|认证时间 known:time|流水号 serial|结果 result", times="%Y/%-m/%-d %H:%M"),
    _kind("grassroots.reports", "基层月报", "xlsx", CHINESE,
          f"{SHORT}|出生日期 birth:day|住址区划 region|情形 situation|发生日期 start:day", "JC"),
    _kind("employers.reports", "单位月报", "xlsx", HYPHENS,
          f"{SHORT}|情形 situation|发生日期 start:day|待遇编号 benefit_id", "DW"),
    _kind("declarations", "主动申报", "bom", CHINESE,
          f"{PLAIN}|情形 situation|发生日期 start:day|申报人 declarant", "SB"),
)  # fmt: skip
"""Every dataset but casework's own, which nobody delivers."""
FILE_OF = {file.dataset: file for file in FILES}
ROSTERS = ("roster.persons", "roster.benefits", "roster.payments")
