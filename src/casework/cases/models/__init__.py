"""What cases are made of. Only acts of `casework.cases` write here; a run's import never does."""

from casework.cases.models.attachment import Attachment
from casework.cases.models.case import Case, ClockStop, Matter, Origin, Step, Task
from casework.cases.models.finding import Article9, Finding, Found
from casework.cases.models.kinship import Kinship
from casework.cases.models.review import Review, Reviewed

__all__ = [
    "Article9",
    "Attachment",
    "Case",
    "ClockStop",
    "Finding",
    "Found",
    "Kinship",
    "Matter",
    "Origin",
    "Review",
    "Reviewed",
    "Step",
    "Task",
]
