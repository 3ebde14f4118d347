"""Every mail is of a kind with rules."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import get_template

from brobygger.notifications.exceptions import UnknownKind
from brobygger.notifications.kinds import Kind, Urgency, all_kinds, kind_of, register_kind


def test_a_kind_nobody_told_of_fails() -> None:
    with pytest.raises(UnknownKind, match="register_kind"):
        kind_of("spam")


def test_two_rooms_cannot_mean_different_things_by_one_name() -> None:
    register_kind(kind_of("agreement_code"))

    with pytest.raises(ImproperlyConfigured, match="agreement_code"):
        register_kind(Kind("agreement_code", title="Andet", urgency=Urgency.DIGEST))


def test_who_may_not_opt_out_is_told_why() -> None:
    with pytest.raises(ImproperlyConfigured, match="say why"):
        Kind("x", title="X", urgency=Urgency.DUE, may_opt_out=False)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)
def test_a_kind_has_its_words(kind: Kind) -> None:
    for ending in ("subject.txt", "txt", "html"):
        get_template(f"notifications/{kind.id}.{ending}")
