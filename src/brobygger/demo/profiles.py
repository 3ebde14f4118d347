"""What the women's association has said of itself, in both of the registers it stands in."""

from dataclasses import replace
from datetime import timedelta

from brobygger.accounts.models import User
from brobygger.actors.domain.organisations import APART, TOGETHER, choose, elsewhere, join
from brobygger.actors.domain.profile import correct_profile
from brobygger.actors.domain.representation import add_representative
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import FactSource, Visibility
from brobygger.actors.models import Actor
from brobygger.core import clock

KEY, ALSO = "kvindeforening", "boldklub"
# Fields on which the two registers still say different things, so that there is a choice to see.
_UNDECIDED = ("description",)


def speak_for_themselves(
    here: dict[str, Actor], there: dict[str, Actor], people: dict[str, User]
) -> None:
    """One association is gathered in two registers; another has not been asked yet."""
    hodan = people["kvindeforening"]
    for actor, person in ((there[KEY], hodan), (there[ALSO], people["fodboldklub"])):
        add_representative(actor=actor, user=person, by=people["nabokommune"])
    with clock.travel_to(clock.now() - timedelta(days=40)):
        voice = Voice(here[KEY], FactSource.SELF, by=hodan)
        join(voice=voice, other=there[KEY].pk)
        for difference in elsewhere(voice).undecided:
            unit = difference.unit
            if unit.key not in _UNDECIDED:
                mine = TOGETHER if unit.is_list else str(here[KEY].pk)
                pick = APART if unit.key == "area" else mine
                choose(voice=voice, unit=unit.key, pick=pick, seen=difference.seen)
        _tell_more(voice)


def _tell_more(voice: Voice) -> None:
    stored = Actor.objects.get(pk=voice.actor.pk)
    data = replace(
        data_of(stored),
        capacity=10,
        capacity_text="Flest pladser om torsdagen",
        wished_target_groups=("families",),
        challenges="Vi mangler et sted, hvor børnene kan være med.",
        ideas="En fest i gården, hvor alle tager en ret med.",
        interests="Regnskab, fonde og at mødes med andre kvindeforeninger.",
        background="Kvinder fra Somalia, Syrien og Tyrkiet",
        visibility={"phone": Visibility.PARTIES.value},
    )
    correct_profile(voice=voice, data=data, base_version=stored.version, base=None)
