"""Why a fact was used, asks for verification or was ignored, in words."""

from zige.explain.model import Reason
from zige.words import Wording

REASONS: dict[Reason, Wording] = {
    Reason.MAKES_GROUND: Wording("成立情形：{grounds}", "meets a ground: {grounds}"),
    Reason.CERTIFIES: Wording("证明{month}已认证", "certifies {month}"),
    Reason.CERTIFIES_TOGETHER: Wording(
        "B级记录，与另一来源的记录一起，证明{month}已认证",
        "a grade B record: together with one from another source it certifies {month}",
    ),
    Reason.DEFERS: Wording("应认证月份推迟到{month}", "moves the due month to {month}"),
    Reason.NO_ADJUSTMENT: Wording(
        "照常发放，但本月不参加年度调整（{basis}）",
        "payment goes on, without the annual adjustment this month ({basis})",
    ),
    Reason.PENDING: Wording(
        "尚未核实，暂不影响待遇；请先核实",
        "not verified yet, so it changes nothing; verify it first",
    ),
    Reason.BEFORE_FIRST_MONTH: Wording(
        "发生在首次领取月（{first}）之前且没有结束，不影响待遇；请核实现在是否仍然如此",
        "it began before the first month paid ({first}) and has not ended, so it changes nothing; "
        "verify whether it still holds",
    ),
    Reason.NAMES_NO_BENEFIT: Wording(
        "没有写明是哪一份待遇，不影响任何一份；请核实应保留哪一份",
        "it names no benefit, so it changes none; verify which of the two is kept",
    ),
    Reason.NOT_YET_KNOWN: Wording(
        "{received}才收到，{known_by}时还不知道", "received on {received}, so not yet known on {known_by}"
    ),
    Reason.SUPERSEDED: Wording("同一事实有更晚的版本，以那一版为准", "a later version of the same fact counts instead"),
    Reason.REFUTED: Wording("已核实不属实，视为没有发生", "verified and found untrue: it never happened"),
    Reason.AFTER_MONTH: Wording("发生在{month}之后，本月不看", "it begins after {month} and does not exist for it"),
    Reason.CLEARED: Wording(
        "已于{end}澄清，任何月份都不计，以前的月份也不计",
        "cleared on {end}: it counts for no month, past months included",
    ),
    Reason.OTHER_BENEFIT: Wording("只涉及此人的另一份待遇", "it concerns another benefit of this person alone"),
    Reason.CLEARED_UNVERIFIED: Wording(
        "未经核实，并已于{end}澄清，不用再核实", "never verified, and cleared on {end}: nothing is left to verify"
    ),
    Reason.EARLIER_AND_ENDED: Wording(
        "发生在首次领取月（{first}）之前，并已结束", "it began before the first month paid ({first}) and has ended"
    ),
    Reason.NO_BENEFIT_AND_ENDED: Wording("没有写明是哪一份待遇，并已结束", "it names no benefit, and has ended"),
    Reason.NO_FULL_MONTH: Wording(
        "从开始到结束没有应计的月份", "between its beginning and its end there is no month that counts"
    ),
    Reason.NO_CYCLE: Wording(
        "这类待遇不需要定期认证，不影响待遇", "this kind of benefit has no certification cycle, so it changes nothing"
    ),
    Reason.REPLACED_BY_LATER: Wording("之后有更晚的认证，以更晚的为准", "a later certification counts instead"),
    Reason.GRADE_B_ALONE: Wording(
        "B级记录，{window} 个月内没有另一来源的记录，不能单独证明",
        "a grade B record without one from another source within {window} months proves nothing alone",
    ),
    Reason.GRADE_C: Wording(
        "C级记录，他人也可代用，不能证明", "a grade C record can be made by others and proves nothing"
    ),
    Reason.NOT_CONFIRMED: Wording("没有确认，只用已确认的记录", "it is not confirmed; only confirmed ones count"),
    Reason.DEFERRAL_WITHOUT_EFFECT: Wording(
        "没有推迟应认证月份：期满不晚于原来的月份，或另有更晚的延期",
        "it moves no due month: it ends no later than that month, or a later deferral counts",
    ),
    Reason.OTHER_RELATION: Wording(
        "只对其他亲属关系的领取人有影响", "it concerns only survivors of another relation to the worker"
    ),
    Reason.ADJUSTMENT_NOT_NOW: Wording(
        "不影响发放；只在刑期内的月份不参加年度调整，本月不在其中",
        "payment goes on; only the annual adjustment in months of the sentence is left out, and this month is none",
    ),
    Reason.NO_GROUND: Wording(
        "这类待遇没有情形使用这种事实", "no ground of this kind of benefit reads a fact of this kind"
    ),
}
