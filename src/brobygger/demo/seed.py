"""Fills an empty installation with Fjordby."""

import sys
from datetime import timedelta

from django.db import connection, transaction

from brobygger.accounts.demo import DEMO_USERS
from brobygger.actors.domain.representation import add_representative
from brobygger.core import clock
from brobygger.demo.collaborations import Stories
from brobygger.demo.comparison import make_comparison
from brobygger.demo.duplicates import make_duplicates
from brobygger.demo.efforts import make_efforts
from brobygger.demo.exports import make_exports
from brobygger.demo.files import stories
from brobygger.demo.filters import make_filters
from brobygger.demo.imports import make_import
from brobygger.demo.people import REPRESENTATIVES, make_people, make_workspaces
from brobygger.demo.photos import make_photos
from brobygger.demo.profiles import speak_for_themselves
from brobygger.demo.register import make_register
from brobygger.demo.talk import talk_about_football
from brobygger.demo.toolbox import make_own_tool
from brobygger.demo.visits import make_visits
from brobygger.notifications.models import Notification, NotificationStatus
from brobygger.workspaces.models import Workspace

WORKSPACE_SLUGS = ("fjordby", "engholm")
_LOCK = 7_999


def seed() -> None:
    """Make the invented municipality, once; prints who one can log in as."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Two starts at once: the second waits and finds everything there.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if not Workspace.objects.filter(slug__in=WORKSPACE_SLUGS).exists():
            _make()
    lines = [f"  {person.name}, {person.title} · {person.email}" for person in DEMO_USERS]
    invitation = "Vælg en rolle på forsiden; der skal ingen adgangskode til:"
    sys.stdout.write("\n".join([invitation, *lines, ""]))


def _make() -> None:
    a_year_ago = clock.now() - timedelta(days=420)
    today = clock.today()
    with clock.travel_to(a_year_ago):
        people = make_people()
        fjordby, engholm = make_workspaces(people)
        coordinator = people["koordinator"]
        entries = stories("actors")["actors"]
        actors = make_register(fjordby, entries, today=today, by=coordinator)
        others = make_register(
            engholm, stories("neighbour")["actors"], today=today, by=people["nabokommune"]
        )
        for person, key in REPRESENTATIVES.items():
            add_representative(actor=actors[key], user=people[person], by=coordinator)
    speak_for_themselves(actors, others, people)
    told = stories("collaborations")
    teller = Stories(fjordby, actors, people)
    teller.relate(told["relations"])
    for story in told["collaborations"]:
        teller.tell(story)
    for own in told["own_sheets"]:
        teller.fill_own(own)
    make_photos(fjordby)
    talk_about_football(fjordby)
    make_efforts(fjordby, stories("efforts")["efforts"], actors, coordinator)
    make_visits(stories("visits")["visits"], actors, people)
    make_duplicates(fjordby, actors, by=coordinator)
    make_import(fjordby, actors, by=coordinator)
    make_exports(fjordby, by=coordinator)
    make_filters(fjordby, by=coordinator)
    make_comparison(fjordby, actors, people)
    make_own_tool(fjordby, by=coordinator)
    _old_mails_are_read()


def _old_mails_are_read() -> None:
    """Mails of a story's past are not sent today; only what is still waiting for somebody is."""
    old = Notification.objects.filter(created_at__lt=clock.now() - timedelta(days=19))
    old.update(status=NotificationStatus.SENT, sent_at=clock.now())
