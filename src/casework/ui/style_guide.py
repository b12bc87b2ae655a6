"""样式指南: every component in every state, for administrators and for the tests of accessibility."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.ui import review
from casework.ui.listing import listing_of
from casework.ui.samples import ROWS, explanations
from casework.ui.timeline import Moment
from casework.ui.voice import page_voice

ADMIN = "admin"
PAGES = {
    "parts": gettext_lazy("零件"),
    "list": gettext_lazy("列表"),
    "empty": gettext_lazy("空列表"),
    "form": gettext_lazy("表单"),
    "review": gettext_lazy("提交前检查"),
    "done": gettext_lazy("办好"),
}


class SampleFilters(forms.Form):
    """Filters of the sample list."""

    name = forms.CharField(label=gettext_lazy("姓名"), required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("状态"),
        required=False,
        choices=[("", gettext_lazy("全部")), ("continue", gettext_lazy("续发")), ("suspend", gettext_lazy("暂停"))],
    )


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label=gettext_lazy("联系人姓名"), help_text=gettext_lazy("与身份证一致。"))
    day = forms.DateField(label=gettext_lazy("上门日期"), help_text=gettext_lazy("例如 2026-06-05。"))
    way = forms.ChoiceField(
        label=gettext_lazy("认证方式"),
        choices=[("home", gettext_lazy("上门认证")), ("site", gettext_lazy("现场认证"))],
        widget=forms.RadioSelect,
    )
    office = forms.ChoiceField(
        label=gettext_lazy("办理机构"), choices=[("town", gettext_lazy("镇街")), ("village", gettext_lazy("村社"))]
    )
    remark = forms.CharField(label=gettext_lazy("说明"), required=False, widget=forms.Textarea({"rows": 3}))
    true = forms.BooleanField(label=gettext_lazy("以上情况属实，由本人负责"))


WRONG = {"name": "", "day": "六月五日", "way": "", "office": "town"}
RIGHT = {"name": "李小平", "day": "2026-06-05", "way": "home", "office": "village", "true": "on"}


def show(request: HttpRequest) -> HttpResponse:
    """One page of the guide, named in the address; refused to whoever is not administrator."""
    if ADMIN not in getattr(request, "roles", ()):
        raise PermissionDenied
    name = request.GET.get("page", "")
    page = name if name in PAGES else "parts"
    context = {"tabs": [(f"?page={one}", text, one == page) for one, text in PAGES.items()]}
    if page == "parts":
        _say_each_message(request)
    return render(request, f"ui/style_guide/{page}.html", context | _CONTENT[page](request))


def _say_each_message(request: HttpRequest) -> None:
    messages.success(request, _("已恢复发放，自 2026 年 7 月起。"))
    messages.warning(request, _("本月还有 3 份报表没有报送。"))
    messages.error(request, _("没有保存：这条记录刚刚被别人改过，请刷新后再办。"))
    messages.info(request, _("今晚 22 点起系统维护一小时。"))


def _parts(_request: HttpRequest) -> dict[str, Any]:
    told = explanations(page_voice().language)
    return {
        "strips": [(one.answer.sentence, one.strip) for one in told.values()],
        "pairs": [(_("姓名"), "李秀英"), (_("公民身份号码"), "511102********0018"), (_("手机"), None)],
        "moments": [
            Moment(dt.date(2026, 6, 5), "认", _("补办认证"), _("上门认证，核对了身份证。"), _("镇街"), "/law/21"),
            Moment(dt.date(2026, 4, 20), "疑", _("疑似死亡"), _("待核实，不影响发放。"), _("卫健"), kind="adverse"),
            Moment(dt.date(2025, 3, 5), "静", _("数据认证"), _("住院后出院。"), _("医保")),
        ],
    }


def _list(request: HttpRequest) -> dict[str, Any]:
    return {"listing": listing_of(request.GET, ROWS * 2, SampleFilters(request.GET), size=3), "choosable": True}


def _empty(request: HttpRequest) -> dict[str, Any]:
    return {"listing": listing_of(request.GET, [], SampleFilters(request.GET))}


def _form(_request: HttpRequest) -> dict[str, Any]:
    return {"form": SampleForm(WRONG)}


def _review(_request: HttpRequest) -> dict[str, Any]:
    form = SampleForm(RIGHT)
    form.full_clean()
    return {
        "form": form,
        "told": review.told(form),
        "submit": _("停止发放"),
        "stops": True,
        "consequences": [_("自 2026 年 7 月起停止发放。"), _("明天给本人发书面通知，写明理由、条款和救济途径。")],
    }


def _done(_request: HttpRequest) -> dict[str, Any]:
    return {
        "done": _("认证已登记"),
        "number": "2026-000123",
        "told": [(_("姓名"), "李秀英"), (_("下次认证"), page_voice().month(ROWS[0].due))],
        "next": [_("下个月起照常发放。"), _("到期前 60 天会提醒您。")],
        "href": "/styleguide",
        "action": _("办理下一位"),
    }


_CONTENT = {"parts": _parts, "list": _list, "empty": _empty, "form": _form, "review": _review, "done": _done}
