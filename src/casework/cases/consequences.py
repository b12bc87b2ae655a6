"""What a preview says of each benefit, as pages draw it: the months before and after, standing, money, from when."""

from dataclasses import dataclass
from typing import Any

from zige.explain.model import Strip
from zige.law.months import parse_month
from zige.running.previewing import BenefitPreview, Side


@dataclass(frozen=True)
class Consequence:
    """Of one benefit."""

    benefit_id: str
    kind: str
    changes: bool
    since: int | None
    """The first month in which it is otherwise."""
    before: Side
    after: Side

    @property
    def strips(self) -> tuple[Strip, Strip]:
        """The months as they are, and as they would be."""
        return self.before.strip, self.after.strip


def consequences_of(preview: dict[str, Any]) -> list[Consequence]:
    """Of every benefit of the person; none where nothing would be told to the home, or no run was imported."""
    return [_of(BenefitPreview.model_validate(told)) for told in preview.get("benefits", ())]


def _of(told: BenefitPreview) -> Consequence:
    month = told.effective
    money = month.before.settlement != month.after.settlement
    since = parse_month(told.effective_month) if told.effective_month else None
    changes = month.differs or money or since is not None
    return Consequence(told.benefit_id, told.kind_text, changes, since, month.before, month.after)
