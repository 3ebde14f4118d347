"""Verdicts in words, and where an outcome stands."""

from django import template

from brobygger.comparison import origins
from brobygger.comparison.board import Board
from brobygger.comparison.engine import Verdict
from brobygger.comparison.models import Outcome
from brobygger.comparison.words import verdict_words

register = template.Library()


@register.simple_tag
def said(board: Board, verdict: Verdict) -> str:
    """{% said board theme.verdict %}: "Ens", "Kun sagt af Skolen" …"""
    return verdict_words(board, verdict)


@register.simple_tag
def seen_at(outcome: Outcome) -> str:
    """The page where the two lay side by side."""
    return origins.seen_at(outcome)


@register.simple_tag
def address_of(outcome: Outcome) -> str:
    """The page of the goal, the clause or the question."""
    return origins.address_of(outcome)
