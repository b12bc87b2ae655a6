"""What is wrong with a row that was set aside, as one sentence that a clerk can act on (EXCHANGE §1)."""

from zige.words import Wording

LINE_HEADER, REASON_HEADER = "原文件行号", "退回原因"
"""The columns that stand behind those of the department when rows go back to it."""

REASONS: dict[str, Wording] = {
    "id_missing": Wording(
        "没有证件号码：请填写；实在没有的，请填写姓名和出生日期",
        "there is no number: fill it in, or give name and date of birth where there is none",
    ),
    "id_shape": Wording(
        "证件号码应为 18 位：请核对位数；在表格里请把这一列设为文本，以免变成科学计数",
        "the number should have 18 characters: count them, and keep the column as text in a spreadsheet",
    ),
    "id_birth_date": Wording(
        "证件号码第 7 至 14 位不是真实的出生日期：请与证件核对",
        "characters 7 to 14 of the number are no day of birth: compare with the document",
    ),
    "id_check_digit": Wording(
        "证件号码的校验码不对，至少有一位写错：请与证件核对",
        "the check digit does not fit, at least one digit is wrong: compare with the document",
    ),
    "name_missing": Wording("没有姓名：请填写", "there is no name: fill it in"),
    "date_missing": Wording("必填的日期或年月没有填写：请填写", "a required day or month is not filled in: fill it in"),
    "date_invalid": Wording(
        "日期不存在或无法识别：请写成 2026-03-05 或 20260305，年月写成 2026-03",
        "a date does not exist or cannot be read: write 2026-03-05 or 20260305, and months as 2026-03",
    ),
    "date_future": Wording("日期在将来：请核对年份和月份", "a date lies in the future: check year and month"),
    "dates_reversed": Wording("结束日期早于开始日期：请核对两个日期", "an end is before its start: check both dates"),
    "value_unknown": Wording(
        "有一列的内容不在约定的选项内，或不是数字：请对照模板的说明填写",
        "a value is none of those agreed, or no number: compare with the template",
    ),
    "value_missing": Wording("必填的一列没有填写：请填写", "a required value is not filled in: fill it in"),
    "benefit_unknown": Wording(
        "待遇编号在待遇名册中查不到：请核对编号，或先送待遇名册",
        "no such benefit is in the roster: check its number, or deliver the roster first",
    ),
    "row_shape": Wording(
        "这一行的列数与表头不同，或引号没有配对：请核对逗号和引号",
        "the row has more or fewer values than the header, or a quote is open: check commas and quotes",
    ),
}
"""Every code of EXCHANGE §1, in its order."""
