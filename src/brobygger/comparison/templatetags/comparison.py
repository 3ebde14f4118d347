"""Verdicts in words, and where an outcome stands."""

from django import template
from django.template import Context
from django.utils.text import Truncator

from brobygger.agreements.domain.drafts import TOOL
from brobygger.catalog.tools import tool
from brobygger.comparison import grouping, origins
from brobygger.comparison.board import Board, Difference
from brobygger.comparison.engine import Verdict
from brobygger.comparison.grouping import Group
from brobygger.comparison.models import Became, Outcome
from brobygger.comparison.offers import offers
from brobygger.comparison.words import became_words, verdict_words

register = template.Library()


@register.simple_tag
def said(board: Board, verdict: Verdict) -> str:
    """{% said board theme.verdict %}: "Ens", "Kun sagt af Skolen" …"""
    return verdict_words(board, verdict)


@register.simple_tag
def groups_of(board: Board) -> list[Group]:
    """The themes in the order they are talked about."""
    return grouping.groups_of(board)


@register.simple_tag(takes_context=True)
def offers_for(context: Context, one: Difference) -> frozenset[Became]:
    """What the reader of the page can make of a difference of the theme."""
    return offers(
        context["board"],
        context["theme"],
        one,
        may_write=bool(context.get("may_write")),
        may_ask=bool(context.get("may_ask")),
    )


@register.simple_tag
def called(outcome: Outcome) -> str:
    """{% called outcome %}: "Et mål" …"""
    return became_words(Became(outcome.became))


@register.simple_tag
def standing(outcome: Outcome) -> str:
    """What it is called where it stands now: the words of the goal, the point of the agreement."""
    if outcome.goal is not None:
        return Truncator(outcome.goal.text).chars(160)
    if outcome.became == Became.CLAUSE and tool(TOOL).has(outcome.target_field):
        return tool(TOOL).field(outcome.target_field).title.text
    return ""


@register.simple_tag
def seen_at(outcome: Outcome) -> str:
    """The page where the two lay side by side."""
    return origins.seen_at(outcome)


@register.simple_tag
def address_of(outcome: Outcome) -> str:
    """The page of the goal, the clause or the question."""
    return origins.address_of(outcome)
