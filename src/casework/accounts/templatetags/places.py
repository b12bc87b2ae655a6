"""Tags that call places by their names, known to every template without loading."""

from django import template
from django.template import RequestContext

from casework.accounts.places import places_of

register = template.Library()


@register.simple_tag(takes_context=True)
def place(context: RequestContext, code: str) -> str:
    """`{% place person.region %}`: the name, without what all places of the reader share; a dash for none."""
    return places_of(context.request).short(code) if code else "—"


@register.simple_tag(takes_context=True)
def whole_place(context: RequestContext, code: str) -> str:
    """`{% whole_place person.region %}`: from the county down; a dash for none."""
    return places_of(context.request).full(code) if code else "—"
