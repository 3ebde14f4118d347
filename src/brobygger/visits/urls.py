from django.urls import URLPattern, path

from brobygger.visits.views import (
    by_link,
    five,
    introductions,
    planning,
    promises,
    thanks,
    visits,
)

app_name = "visits"

_VISITS = "w/<slug:workspace_slug>/visits/"
_VISIT = f"{_VISITS}<uuid:visit_id>/"

urlpatterns: list[URLPattern] = [
    path(_VISITS, visits.visit_list, name="list"),
    path(f"{_VISITS}plan/", planning.plan, name="plan"),
    path(f"{_VISITS}promises/", promises.promise_list, name="promises"),
    path(f"{_VISITS}five/", five.five, name="five"),
    path(f"{_VISITS}five/<uuid:actor_id>/plan/", planning.at_once, name="at_once"),
    path(f"{_VISITS}five/<uuid:actor_id>/rest/", five.rest, name="rest"),
    path(f"{_VISITS}five/resting/<uuid:resting_id>/wake/", five.wake, name="wake"),
    path(_VISIT, visits.visit, name="visit"),
    path(f"{_VISIT}change/", planning.change, name="change"),
    path(f"{_VISIT}calendar.ics", planning.calendar, name="calendar"),
    path(f"{_VISIT}step/", visits.step, name="step"),
    path(f"{_VISIT}answers/", visits.answers, name="answers"),
    path(f"{_VISIT}move/", visits.move, name="move"),
    path(f"{_VISIT}promises/", promises.add, name="add_promise"),
    path(f"{_VISIT}promises/<uuid:promise_id>/", promises.settle, name="settle"),
    path(f"{_VISIT}introductions/", introductions.add, name="add_introduction"),
    path(
        f"{_VISIT}introductions/<uuid:introduction_id>/",
        introductions.introduction,
        name="introduction",
    ),
    path(f"{_VISIT}thanks/", thanks.thanks, name="thanks"),
    path("visit/<str:token>/", by_link.thanks, name="thanks_link"),
    path("introduction/<str:token>/", by_link.introduction, name="introduction_link"),
]
