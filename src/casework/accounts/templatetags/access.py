"""Filters that ask whether a page opens, known to every template without loading: before a link to it is shown."""

from django import template
from django.conf import settings
from django.utils.module_loading import import_string

from casework.accounts.page_access import Roles, may_open

register = template.Library()


@register.filter
def opens(roles: Roles, page: str) -> bool:
    """`{% if roles|opens:"cases:case" %}`: for somebody who holds these roles."""
    return may_open(import_string(settings.PAGES), page, roles)
