"""Pages of a list."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

T = TypeVar("T", bound=Model)


def page_of(request: HttpRequest, queryset: QuerySet[T], per_page: int = 50) -> Page[T]:
    """The page the address asks for (`?page=`); the nearest page when there is no such one."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))
