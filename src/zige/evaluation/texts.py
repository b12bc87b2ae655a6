"""The headings and sentences of the evaluation page, in Chinese and English."""

from zige.words import Wording

TEXTS: dict[str, Wording] = {
    "title": Wording("与真相比较：模拟城市评估", "Against the truth: evaluation on a simulated city"),
    "skip": Wording("跳到正文", "Skip to the content"),
    "about": Wording(
        "{people} 名领取人、{benefits} 份待遇，{first_month} 至 {last_month}，种子 {seed}。"
        "城市是造出来的，真相全部已知；各部门的文件照常有错、有漏、有迟。",
        "{people} people with {benefits} benefits, {first_month} to {last_month}, seed {seed}. The city is invented "
        "and all of its truth is known; its departments' files have errors, gaps and delays as real ones do.",
    ),
    "officer_text": Wording(
        "模拟经办人员核实每一条待核实情形，{error} 的核实出错，次月报回结果。",
        "A simulated officer verifies whatever is asked, {error} of it wrongly, and answers in the next month.",
    ),
    "no_officer_text": Wording("没有人核实。", "Nobody verifies."),
    "headline": Wording("一眼看清", "At a glance"),
    "scenarios": Wording("换一种情况会怎样", "What if"),
    "scenarios_text": Wording(
        "同样的文件，换一种情况再走一遍。待核实的情形本身不改变待遇，所以无人核实时不会误停，但会多发。",
        "The same files once more under other conditions. What is only pending changes nothing, so without an officer "
        "nobody is wrongly stopped by a report, but more is overpaid.",
    ),
    "silent_title": Wording("谁没有察觉就完成了认证", "Who was certified without noticing"),
    "silent_text": Wording(
        "期末在世且须认证的人中，期内至少一次由共享数据证明在世的占比（无感），以及只靠本人办理的占比。",
        "Of those alive at the end who must be certified: the share proven by shared data at least once in these "
        "months, and the share certified only by an act of their own.",
    ),
    "grounds_title": Wording("停发、暂停情形发现了多少、迟了多久", "How many grounds were found, and how late"),
    "grounds_text": Wording(
        "“真实发生”为期内真实成立的待遇份数，“发现”为规则据已核实的事实认定同一情形。有些情形还没来得及核实就结束了，"
        "例如数周即获释的羁押，这些计为未发现。上线名册中已经停发的死亡人员不需要发现，不计在内；"
        "“平均迟”只按发现的计算，一份也没有发现的没有数（–）。",
        "“True” counts the benefits for which a ground was truly in force; “found”, those for which the same ground "
        "was determined from verified facts. A ground that ended before anyone could verify it, such as a detention "
        "of some weeks, counts as not found. The dead whom the first roster no longer paid did not have to be found "
        "and are left out. The delay is that of those found; where none was, there is none (–).",
    ),
    "money_title": Wording("多发与少发", "Overpaid and withheld"),
    "money_text": Wording(
        "单位为发放月。“因事实误停”由核实出错或事实已经结束而未及时知道造成；“逾期未证”的人在世而无人证明，"
        "停发只是暂停，认证后补发。模拟中没有人上门认证（第十三条），实际会少得多。",
        "In benefit-months. “By a wrong fact”: a verification that went wrong, or a fact that had ended unnoticed. "
        "“Overdue”: alive, but nobody proved it in time; it is suspended and paid back once certified. In this "
        "simulation nobody organises certification (Art. 13), which would make it far less.",
    ),
    "groups_title": Wording("对谁更好、对谁更差", "For whom it works better or worse"),
    "groups_text": Wording("金额单位为元。", "Money is in yuan."),
    "matches_title": Wording("谁的记录归了谁", "Whose row was taken for whose"),
    "matches_text": Wording(
        "{months} 报送的每一行，按匹配级别（1 号码与姓名均一致，至 5 无号码）与真相比较。"
        "“漏失”包括比对前分组时就被排除的。",
        "Every row delivered in {months}, by level of match (1: number and name equal, to 5: no number), against the "
        "truth. “Missed” includes what was lost by blocking before anything was compared.",
    ),
    "sweep_title": Wording("每个参数减半、加半", "Each parameter halved, and half as much again"),
    "sweep_text": Wording(
        "每行是一座小城市，只改一个参数，种子不变。差别大的参数，要用本地数据核准后再下结论。",
        "Each row is a small city with one parameter changed and the same seed. Where the figures move, measure that "
        "parameter at home before concluding anything.",
    ),
    "method_title": Wording("怎样比较", "How it is compared"),
    "method_text": Wording(
        "“真相”是把真实发生的事全部视为已核实、人人按月认证，由同一规则逐月得出的状态；以后才得知的无罪、不起诉不追溯。"
        "核实件数按新出现的提示计。金额按当月待遇计，不含补发与追回。",
        "The truth of a month is what the same rules say when everything that truly happened is verified and everyone "
        "is certified monthly; an acquittal that comes later is not applied backwards. Verifications count newly "
        "raised attentions. Money is the month's amount, before back-pay and recovery.",
    ),
    "scenario": Wording("情况", "condition"),
    "parameter": Wording("参数", "parameter"),
    "base": Wording("不改", "unchanged"),
    "everyone": Wording("全部", "everyone"),
    "ground": Wording("情形", "ground"),
    "true": Wording("真实发生", "true"),
    "found": Wording("发现", "found"),
    "recall": Wording("发现率", "recall"),
    "asked": Wording("已提示或发现", "found or asked"),
    "delay": Wording("平均迟（月）", "delay, months"),
    "people": Wording("人数", "people"),
    "silent": Wording("无感", "silently"),
    "themselves": Wording("本人办理", "by own act"),
    "overpaid": Wording("多发（月）", "overpaid, months"),
    "overpaid_yuan": Wording("多发（元）", "overpaid, yuan"),
    "withheld_fact": Wording("因事实误停（月）", "by a wrong fact"),
    "withheld_fact_yuan": Wording("因事实误停（元）", "by a wrong fact, yuan"),
    "withheld_overdue": Wording("逾期未证（月）", "overdue"),
    "withheld_opening": Wording("上线时已停（月）", "from before go-live"),
    "wrongly_suspended": Wording("误暂停（份）", "wrongly suspended"),
    "wrongly_stopped": Wording("误停止（份）", "wrongly stopped"),
    "cases": Wording("千人年核实", "cases per 1,000 a year"),
    "level": Wording("级别", "level"),
    "dataset": Wording("数据集", "dataset"),
    "flaw": Wording("瑕疵", "flaw"),
    "level_none": Wording("未匹配", "no match"),
    "level_of": Wording("{level} 级", "level {level}"),
    "rows": Wording("行数", "rows"),
    "missed_share": Wording("漏失率", "missed share"),
    "and": Wording("、", ", "),
}


def texts(language: str) -> dict[str, str]:
    """All texts in `zh` or `en`."""
    return {name: wording.zh if language == "zh" else wording.en for name, wording in TEXTS.items()}
