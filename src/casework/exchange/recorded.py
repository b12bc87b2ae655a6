"""What the acts of this app are called in the audit (Art. 18)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.audit.acts import ACTS
from casework.audit.wording import name_codes
from casework.exchange.wording import STATUSES, dataset_named

SENT, CORRECTED, WITHDRAWN = "delivery.sent", "quarantine.corrected", "records.withdrawn"
RECEIVED, RELEASE_ASKED, RELEASED = "delivery.received", "batch.release_asked", "batch.released"
OPENED, DOWNLOADED, RECORDS_OPENED = "quarantine.opened", "quarantine.downloaded", "records.opened"
TRIED, DIFFERENCES, RUN_ASKED, RUN = "month.tried", "month.differences", "month.run_asked", "month.run"
OFFER_ASKED, OFFERED = "list.offer_asked", "list.offered"
FETCHED, ACKNOWLEDGED = "list.fetched", "list.acknowledged"

NAMES: dict[str, Promise] = {
    SENT: _("报送文件"),
    CORRECTED: _("改正退回的行"),
    WITHDRAWN: _("撤回记录"),
    RECEIVED: _("接收批次"),
    RELEASE_ASKED: _("提交放行"),
    RELEASED: _("放行批次"),
    OPENED: _("查看退回的行"),
    DOWNLOADED: _("下载退回的行"),
    RECORDS_OPENED: _("查看要撤回的记录"),
    TRIED: _("试算一个月"),
    DIFFERENCES: _("下载试算差异"),
    RUN_ASKED: _("提交正式运行"),
    RUN: _("正式运行一个月"),
    OFFER_ASKED: _("提交交付"),
    OFFERED: _("交付名单"),
    FETCHED: _("下载交付的名单"),
    ACKNOWLEDGED: _("登记接收方的确认"),
}


def name_acts() -> None:
    """Let the auditor's page call these, and what stands in their entries, by their names."""
    ACTS.update(NAMES)
    name_codes("dataset", dataset_named)
    name_codes("statuses", STATUSES)


def work_subject(pk: object) -> str:
    """How an entry names something asked of the home."""
    return f"work:{pk}"


def batch_subject(number: int) -> str:
    """How an entry names a batch."""
    return f"batch:{number}"
