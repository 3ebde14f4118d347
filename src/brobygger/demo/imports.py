"""A list on its way in, looked through and not laid in yet: one row looks like somebody, and
one has a telephone that nobody can ring to."""

import csv
import io
from collections.abc import Mapping

from brobygger.accounts.models import User
from brobygger.actors.domain.imports import choose_columns, receive_file
from brobygger.actors.models import Actor
from brobygger.workspaces.models import Workspace

_HEADER = ("Foreningsnavn", "Foreningstype", "Adresse", "Postnr.", "By", "Telefon", "Målgruppe")
_NEW = (
    ("Fjordby Trampolin", "Idræt", "Hopgade 4", "8999", "Fjordby", "00 11 22 31", "Krudtugler"),
    ("Kolonihaverne Solvang", "Fritid", "Solvang 1", "8999", "Fjordby", "00 11 22 32", "Ældre"),
    ("Fjordby Lydværksted", "Musik", "Kajen 9", "8999", "Fjordby", "spørg i hallen", "Unge"),
)


def make_import(workspace: Workspace, actors: Mapping[str, Actor], *, by: User) -> None:
    """The portal's list, sent by the coordinator this morning."""
    known = next(one for one in actors.values() if one.phone and not one.is_host)
    alike = (
        f"{known.name} af 1978", "Idræt", known.street, known.postcode, known.town, known.phone, "",
    )  # fmt: skip
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows((_HEADER, *_NEW, alike))
    batch = receive_file(
        workspace=workspace,
        file_name="foreningsportalen.csv",
        content=text.getvalue().encode("utf-8-sig"),
        by=by,
    )
    choose_columns(
        batch,
        columns=batch.mapping["columns"],
        source=batch.mapping["source"],
        remember=True,
        by=by,
    )
