"""Visits and what comes of them."""

from brobygger.visits.models.introduction import Introduction
from brobygger.visits.models.promise import Promise
from brobygger.visits.models.resting import RestingVisit
from brobygger.visits.models.thanks import Thanks
from brobygger.visits.models.visit import Visit, Visitor

__all__ = ["Introduction", "Promise", "RestingVisit", "Thanks", "Visit", "Visitor"]
