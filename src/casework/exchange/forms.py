"""What is asked on the pages of this app."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.audit.discretion import no_number
from casework.exchange.queries import month_before, month_now, months_offered
from casework.exchange.scope import Desk
from casework.exchange.wording import ACTIONS, title_of
from casework.ui.voice import page_voice
from zige.exchange.contract import Contract

MOST_NUMBERS = 1000
STATES = [("", gettext_lazy("全部")), ("held", gettext_lazy("已挂起")), ("quarantined", gettext_lazy("有退回的行"))]


class Once(forms.Form):
    """A form that is done once, however often its button is pressed: it carries the number of what it asks for."""

    number = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial.setdefault("number", uuid4())

    def add_errors(self, sentences: list[str]) -> None:
        """Above the form."""
        for sentence in sentences:
            self.add_error(None, sentence)

    def asked(self) -> UUID:
        """The number, of a form that is valid."""
        number: UUID = self.cleaned_data["number"]
        return number


class SendForm(Once):
    """A file, what it is and of which month."""

    dataset = forms.ChoiceField(
        label=gettext_lazy("数据集"), error_messages={"required": gettext_lazy("请选择数据集。")}
    )  # fmt: skip
    month = forms.ChoiceField(
        label=gettext_lazy("年月"), help_text=gettext_lazy("数据所属的年月，一般是上个月；不是报送的日子。")
    )
    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("CSV、XLSX 或 Parquet，可以压缩成 zip 或 gz，最大 2 GB。"),
        error_messages={
            "required": gettext_lazy("请选择要报送的文件。"),
            "empty": gettext_lazy("文件是空的；请重新导出。"),
        },
    )
    manifest = forms.FileField(
        label=gettext_lazy("交接清单"), required=False,
        help_text=gettext_lazy("有清单的一并选上：列为文件名、摘要、行数，要签名的部门还有签名。"),
    )  # fmt: skip

    def __init__(self, desk: Desk, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        datasets = _datasets(desk)
        _offer(self, "dataset", [("", _("请选择")), *datasets] if len(datasets) > 1 else datasets)
        _offer(self, "month", [(month, month) for month in months_offered()])
        self.initial.setdefault("month", month_before(month_now()))


class AnnounceForm(SendForm):
    """The same of a file that comes in pieces: its name and its size in bytes."""

    file = None  # type: ignore[assignment]
    name = forms.CharField()
    size = forms.IntegerField(min_value=0)


class BatchFilters(forms.Form):
    """What narrows the list of batches."""

    dataset = forms.ChoiceField(label=gettext_lazy("数据集"), required=False)
    month = forms.RegexField(
        r"[0-9]{4}-(0[1-9]|1[0-2])", label=gettext_lazy("年月"), required=False,
        error_messages={"invalid": gettext_lazy("请写成 2026-11 的样子。")},
    )  # fmt: skip
    state = forms.ChoiceField(label=gettext_lazy("情况"), required=False, choices=STATES)

    def __init__(self, desk: Desk, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _offer(self, "dataset", [("", _("全部")), *_datasets(desk)])


class MonthFilter(forms.Form):
    """The month of the calendar."""

    month = forms.ChoiceField(label=gettext_lazy("应到的年月"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        _offer(self, "month", [(month, month) for month in months_offered()])

    def chosen(self) -> str:
        """The month asked for, else the present one."""
        return (self.cleaned_data["month"] if self.is_valid() else "") or month_now()


class WhyForm(Once):
    """The reason of a release; kept with the batch and in the audit, so it names nobody."""

    why = forms.CharField(
        label=gettext_lazy("放行的理由"), max_length=200, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("例如：已与公安数据专窗电话核对，本月补报了上季度的数据。不要写个人姓名和号码。"),
        validators=[no_number],
    )  # fmt: skip


class WithdrawForm(Once):
    """The numbers of the records to be withdrawn."""

    numbers = forms.CharField(
        label=gettext_lazy("记录编号"), widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("每行一个，与报送文件中“记录编号”一列完全相同。"),
    )  # fmt: skip

    def clean_numbers(self) -> str:
        """One a line, each once."""
        written = [line.strip() for line in self.cleaned_data["numbers"].splitlines()]
        numbers = list(dict.fromkeys(filter(None, written)))
        if len(numbers) > MOST_NUMBERS:
            raise forms.ValidationError(_("一次最多撤回 1000 条；更多的请报送一个记录状态为撤回的文件。"))
        return "\n".join(numbers)

    def wanted(self) -> set[str]:
        """The numbers, of a form that is valid."""
        return set(self.cleaned_data["numbers"].splitlines())


class TryForm(Once):
    """The month to be tried."""

    month = forms.ChoiceField(label=gettext_lazy("年月"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "month", [(month, month) for month in months_offered(ahead=1)])
        self.initial.setdefault("month", month_now())


class ReviewedForm(Once):
    """That the differences were reviewed."""

    reviewed = forms.BooleanField(
        label=gettext_lazy("我已核对上面的差异，同意按此正式运行"),
        error_messages={"required": gettext_lazy("请先核对差异，再勾选。")},
    )


class DifferenceFilters(forms.Form):
    """What narrows the differences of a month that was tried."""

    action = forms.ChoiceField(
        label=gettext_lazy("处理"), required=False, choices=[("", gettext_lazy("全部")), *ACTIONS.items()]
    )
    ground = forms.CharField(required=False, widget=forms.HiddenInput)


class AcknowledgeForm(forms.Form):
    """What a consumer says has come: which offer, its rows and the digest of the file."""

    offer = forms.CharField(label=gettext_lazy("编号或文件名"), max_length=200)
    rows = forms.IntegerField(label=gettext_lazy("行数"), min_value=0)
    digest = forms.RegexField(
        r"[0-9a-fA-F]{64}", label=gettext_lazy("摘要"),
        help_text=gettext_lazy("接收方算出的 SHA-256 或 SM3，64 位十六进制。"),
        error_messages={"invalid": gettext_lazy("摘要是 64 位十六进制数字；请核对。")},
    )  # fmt: skip


def _datasets(desk: Desk) -> list[tuple[str, str]]:
    several = len({each.department for each in desk.contracts.values()}) > 1
    named = [(name, _with_department(each) if several else title_of(each)) for name, each in desk.contracts.items()]
    return sorted(named, key=lambda one: one[1])


def _with_department(contract: Contract) -> str:
    return f"{page_voice().say(contract.department_name)} · {title_of(contract)}"


def _offer(form: forms.Form, field: str, choices: list[tuple[str, str]]) -> None:
    form.fields[field].choices = choices  # type: ignore[attr-defined]
