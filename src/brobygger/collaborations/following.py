"""Two actors become one in the register: their collaborations follow."""

from django.utils.translation import gettext as _

from brobygger.actors.domain.references import register_reference
from brobygger.actors.exceptions import CannotUnite
from brobygger.actors.models import Actor
from brobygger.collaborations.models import OwnSheet, Party


def tell_of_references() -> None:
    """Called from AppConfig.ready()."""
    register_reference(
        "collaborations.Party", "actor", once_per=("collaboration",), check=check_not_both_in_one
    )
    register_reference("collaborations.CollaborationSheet", "owner")
    register_reference("collaborations.OwnSheet", "owner", check=check_not_about_each_other)
    register_reference("collaborations.OwnSheet", "about")


def check_not_about_each_other(gone: Actor, kept: Actor) -> None:
    """Raise CannotUnite when one has a sheet about the other: nobody is their own partner."""
    both = OwnSheet.objects.filter(owner__in=(gone, kept), about__in=(gone, kept))
    if both.exists():
        raise CannotUnite(
            _(
                "%(gone)s og %(kept)s har et ark om hinanden. Er de virkelig den samme? "
                "Så ret først, hvem arket handler om."
            )
            % {"gone": gone.name, "kept": kept.name}
        )


def check_not_both_in_one(gone: Actor, kept: Actor) -> None:
    """Raise CannotUnite when both are in one collaboration: an agreement between somebody and
    themselves is none. One that has withdrawn may stay in its story under its own name."""
    there = Party.objects.filter(actor=kept).select_related("collaboration")
    mine = {party.collaboration_id: party for party in Party.objects.filter(actor=gone)}
    for party in there.order_by("collaboration__title", "id"):
        other = mine.get(party.collaboration_id)
        if other is None or other.withdrew_at is not None:
            continue
        words = {"gone": gone.name, "kept": kept.name, "title": party.collaboration.title}
        if party.withdrew_at is None:
            raise CannotUnite(
                _(
                    "%(gone)s og %(kept)s er begge med i »%(title)s«. Lad den ene trække sig ud "
                    "dér, og sæt dem så sammen. Er de virkelig den samme?"
                )
                % words
            )
        raise CannotUnite(
            _(
                "%(kept)s har trukket sig ud af »%(title)s«, hvor %(gone)s er med. Byt om på de "
                "to, så det er %(gone)s, der bliver."
            )
            % words
        )
