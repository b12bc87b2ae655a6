"""The headings and short words of an explanation, the same on a terminal and on a page."""

from collections.abc import Mapping

from zige.explain.voice import Language
from zige.words import Wording

LABELS: dict[str, Wording] = {
    "title": Wording("待遇资格说明", "Why this benefit stands as it does"),
    "person": Wording("领取人", "drawn by"),
    "benefit": Wording("待遇编号", "benefit"),
    "kind": Wording("险种", "kind"),
    "month": Wording("认定年月", "month"),
    "known_by": Wording("只用此日以前收到的事实", "only facts received by"),
    "answer": Wording("结论", "The answer"),
    "next": Wording("接下来", "What comes next"),
    "to_do": Wording("请这样做", "What to do"),
    "proposal": Wording("本次建议", "What is proposed"),
    "notices": Wording("请留意", "Please look at"),
    "strip": Wording("逐月情况", "Month by month"),
    "legend": Wording("图例", "Signs"),
    "earlier": Wording("更早的月份（自 {since} 起）未画出。", "Earlier months (since {since}) are not drawn."),
    "cycle": Wording("认证周期", "Certification cycle"),
    "last_certified": Wording("最近认证日", "last certified"),
    "cycle_start": Wording("周期开始", "cycle began"),
    "due_month": Wording("应认证月份", "due month"),
    "overdue": Wording("未认证月份", "overdue months"),
    "deferred": Wording("延期至", "deferred to"),
    "none": Wording("无", "none"),
    "grounds": Wording("情形和依据", "Grounds"),
    "no_grounds": Wording("没有停止或暂停的情形。", "There is no ground to stop or suspend this benefit."),
    "now": Wording("在生效", "in force"),
    "ahead": Wording("将生效", "to come"),
    "past": Wording("已结束", "past"),
    "provisional": Wording(
        "暂定：没有其他情形在生效的月份，查清以前不追回",
        "provisional: months in which nothing else is in force are not reclaimed until it is settled",
    ),
    "evidence": Wording("核实所需材料", "evidence needed"),
    "no_fact": Wording("不需要事实", "needs no fact"),
    "settlement": Wording("清算", "Settlement"),
    "ledger_month": Wording("年月", "month"),
    "amount": Wording("待遇金额", "amount"),
    "due": Wording("应发", "due"),
    "paid": Wording("实发", "paid"),
    "difference": Wording("差额", "difference"),
    "note": Wording("说明", "note"),
    "sum": Wording("合计", "sum"),
    "facts": Wording("事实", "Facts"),
    "used": Wording("用到的事实", "Facts used"),
    "to_verify": Wording("待核实的事实", "Facts to be verified"),
    "ignored": Wording("没有使用的事实", "Facts not used"),
    "no_facts": Wording("没有", "None"),
    "would_meet": Wording("核实后将成立", "if verified, it meets"),
    "from_to": Wording("{start} 至 {end}", "{start} to {end}"),
    "months_in_all": Wording("{start} 至 {end}，共 {count} 个月", "{start} to {end} ({count} in all)"),
    "version": Wording("第 {version} 版", "version {version}"),
    "received": Wording("{received} 收到", "received {received}"),
    "law": Wording("依据：{title}（自 {since} 施行）", "Under: {title} (in force from {since})"),
    "people_decide": Wording(
        "这是计算得出的说明，不是决定；停止、暂停和恢复由经办人员决定，对决定可以提出异议。",
        "This is an account of what was computed, not a decision; people decide to stop, suspend or resume, and you "
        "may object to what they decide.",
    ),
    "yuan": Wording("单位：元", "in yuan"),
    "year": Wording("年", "year"),
    "skip": Wording("跳到结论", "skip to the answer"),
    "colon": Wording("：", ": "),
}

DEPARTMENTS: dict[str, Wording] = {
    "hrss": Wording("人社", "human resources and social security"),
    "police": Wording("公安", "police"),
    "procuratorate": Wording("检察", "procuratorate"),
    "court": Wording("法院", "court"),
    "justice": Wording("司法行政", "justice administration"),
    "civil": Wording("民政", "civil affairs"),
    "health": Wording("卫健", "health"),
    "medical": Wording("医保", "medical insurance"),
    "tax": Wording("税务", "tax"),
    "transport": Wording("交通运输", "transport"),
    "digital": Wording("数字经济", "digital economy"),
    "monitoring": Wording("部省联网监测", "national and provincial monitoring"),
    "bank": Wording("社银合作网点", "bank branches"),
    "channels": Wording("自助认证渠道", "certification channels"),
    "system": Wording("系统", "the system"),
}
"""What the usual departments are called; any other is shown as it was delivered."""


def labels(language: Language) -> Mapping[str, str]:
    """All of them in one language."""
    return {name: words.zh if language == "zh" else words.en for name, words in LABELS.items()}
