"""Reads of what runs found: lists within a jurisdiction, and what there is of one person."""

from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from casework.accounts.jurisdiction import Jurisdiction
from casework.people.models import Benefit, Person
from casework.people.scope import people_within, seen_benefits, seen_beside
from casework.runs.models import Candidate, Certification, Determination, Flag, Question, Run, Signal
from casework.runs.wording import Certified
from zige.kinds import Standing


def newest_run() -> Run | None:
    """The run whose findings are the open ones; None before the first import."""
    return Run.objects.order_by("-month", "-number").first()


def open_flags(jurisdiction: Jurisdiction, codes: tuple[str, ...]) -> QuerySet[Flag]:
    """The open flags of these codes that are seen, village by village."""
    found = Flag.objects.filter(seen_beside(jurisdiction), code__in=codes, closed=None)
    return found.select_related("person").order_by("region", "person", "benefit_id")


def open_questions(jurisdiction: Jurisdiction) -> QuerySet[Question]:
    """The open questions about people that are seen, village by village."""
    found = Question.objects.filter(_about_seen(jurisdiction), closed=None)
    return found.select_related("person").order_by("person__region", "person", "key")


def open_candidates(jurisdiction: Jurisdiction) -> QuerySet[Candidate]:
    """The open rows that may be those of people who are seen, the likeliest first."""
    found = Candidate.objects.filter(_about_seen(jurisdiction), closed=None)
    return found.select_related("person").order_by(F("score").desc(nulls_last=True), "person", "key")


def candidate_within(jurisdiction: Jurisdiction, number: int) -> Candidate:
    """One of them, closed ones too. Raises Candidate.DoesNotExist for what is not seen, as for what is not there."""
    return Candidate.objects.select_related("person").get(_about_seen(jurisdiction), pk=number)


def _about_seen(jurisdiction: Jurisdiction) -> Q:
    """The condition on rows of whose `person` somebody sees."""
    return Q(Exists(people_within(jurisdiction).filter(pk=OuterRef("person"))))


def benefit_of(person: Person, benefit_id: str) -> Benefit:
    """A benefit of somebody, of those that are seen. Raises Benefit.DoesNotExist for another's."""
    found = next((one for one in person.benefits.all() if one.pk == benefit_id), None)
    if found is None:
        raise Benefit.DoesNotExist
    return found


def determinations_of(person: Person) -> list[Determination]:
    """Every determination of somebody's benefits that are seen, closed ones too: by benefit, the latest first."""
    told = Determination.objects.select_related("opened").order_by("-opened__month", "-pk")
    prefetch_related_objects([person], Prefetch("benefits__determinations", told))
    return [one for benefit in sorted(person.benefits.all(), key=_key) for one in benefit.determinations.all()]


def _key(benefit: Benefit) -> str:
    return str(benefit.pk)


def signals_of(person: Person) -> list[Signal]:
    """Every signal with its rows; read once for a person, whoever asks."""
    rows = Signal.objects.select_related("closed").prefetch_related("evidence")
    prefetch_related_objects([person], Prefetch("signals", rows))
    return list(person.signals.all())


def certifications_of(person: Person) -> list[Certification]:
    """Every certification; read once for a person, whoever asks."""
    prefetch_related_objects([person], Prefetch("certifications", Certification.objects.select_related("closed")))
    return list(person.certifications.all())


def certified_as(month: int) -> dict[str, Q]:
    """Each of `Certified` as a condition on determinations that are not stopped, by the run of a month."""
    newly = Certification.objects.filter(person=OuterRef("benefit__person"), opened__month=month, closed=None)
    by_data, at_all = Exists(newly.filter(silently=True)), Exists(newly)
    return {
        Certified.SILENTLY.value: Q(by_data),
        Certified.WITH_THE_PERSON.value: Q(at_all) & ~Q(by_data),
        Certified.DUE.value: Q(due_month__lte=month) & ~Q(at_all),
        Certified.LATER.value: (Q(due_month__gt=month) | Q(due_month=None)) & ~Q(at_all),
    }


class Asked(NamedTuple):
    """What a list of benefits is narrowed to; empty texts narrow nothing."""

    region: str = ""
    kind: str = ""
    standing: str = ""
    certified: str = ""


def benefits_asked(jurisdiction: Jurisdiction, asked: Asked, run: Run | None) -> QuerySet[Determination]:
    """How the benefits stand that are seen and asked for."""
    found = Determination.objects.filter(seen_benefits(jurisdiction, "benefit__"), closed=None)
    if asked.region:
        found = found.filter(living_in(asked.region))
    if asked.kind:
        found = found.filter(benefit__kind=asked.kind)
    if asked.standing:
        found = found.filter(standing=asked.standing)
    if asked.certified and run is not None:
        found = found.filter(certified_as(run.month)[asked.certified]).exclude(standing=Standing.STOP)
    return found.select_related("benefit__person").order_by("benefit_id")


def living_in(place: str) -> Q:
    """The condition on determinations by residence; where nobody says where, the agency's place stands."""
    nowhere = Q(benefit__person__region="", benefit__office__prefix=place)
    return Q(benefit__person__region__prefix=place) | nowhere
