"""A file somebody sent, read with care: what cannot be read is refused with line and reason."""

import codecs
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from brobygger.catalog.yaml_files import StrictLoader
from brobygger.toolbox.exceptions import Unreadable
from brobygger.toolbox.writing import Data

# The longest tool of the house takes a fifth of it.
MOST_BYTES = 200_000
_DEEPEST = 30


@dataclass(frozen=True)
class FileText:
    """A file that is YAML: its words, what they say, and where each thing stands."""

    text: str
    data: Data
    tree: yaml.Node


def read_bytes(raw: bytes) -> str:
    """The words of a file. Raises Unreadable: too big, empty, or not saved as UTF-8."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(_too_big())
    if not raw.strip():
        raise Unreadable(_("Filen er tom. Vælg en anden."))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", errors="replace").encode()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = _(
            "Filen er ikke gemt som UTF-8. Teksten er læst på en anden måde. "
            "Se efter, at æ, ø og å er rigtige, og tag den så ind."
        )
        raise Unreadable(reason, line=line, text=raw.decode("cp1252", "replace")) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(text: str) -> FileText:
    """What the text says. Raises Unreadable with the line and the reason."""
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable(_too_big(), text=text)
    try:
        _check_events(text)
        tree, data = _load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else None
        raise Unreadable(_in_plain_words(error), line=line, text=text) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Unreadable(
            _("Linjen har et tegn, der ikke kan vises. Skriv linjen igen."), line=line, text=text
        ) from error
    except ValueError as error:
        raise Unreadable(_("Et tal i filen er alt for langt."), text=text) from error
    if not isinstance(data, dict) or tree is None:
        raise Unreadable(
            _("Det er ikke et redskab. En fil med et redskab begynder med «id:» og et navn."),
            line=1,
            text=text,
        )
    return FileText(text, data, tree)


def _check_events(text: str) -> None:
    """Before anything is built: no references, no tags, no bottomless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=StrictLoader):
        reason = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            reason = _("Henvisninger med & og * kan ikke bruges her. Skriv teksten helt ud.")
        elif getattr(event, "tag", None) not in (None, "!"):
            reason = _("Mærker med ! kan ikke bruges her. Skriv teksten uden.")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            reason = _("Filen har for mange lag inden i hinanden.") if depth > _DEEPEST else ""
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if reason:
            line = event.start_mark.line + 1 if event.start_mark else None
            raise Unreadable(reason, line=line, text=text)


def _load(text: str) -> tuple[yaml.Node | None, Any]:
    loader = StrictLoader(text)
    try:
        tree = loader.get_single_node()
        return tree, None if tree is None else loader.construct_document(tree)
    finally:
        loader.dispose()


def _too_big() -> str:
    return _(
        "Filen er for stor. Et redskab må højst fylde %(size)s kB. Der er ikke taget noget ind."
    ) % {"size": MOST_BYTES // 1000}


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    for sign, words in (
        ("is given twice", _("Det samme navn står to gange samme sted. Slet det ene.")),
        ("unhashable", _("Et navn før kolon skal være et enkelt ord.")),
        ("not find expected ':'", _("Der mangler et kolon på linjen eller linjen før.")),
        ("cannot start any token", _("Linjen begynder forkert. Ryk ind med mellemrum, ikke tab.")),
        ("tab character", _("Linjen er rykket ind med tabulator. Brug mellemrum.")),
        ("unexpected end of stream", _("Et anførselstegn mangler sin makker.")),
        ("another document", _("Filen har flere dele adskilt af ---. Den må kun have én.")),
        ("expected ',' or", _("Der mangler et komma eller en parentes, der lukker.")),
        ("expected node content", _("Der mangler noget, eller en parentes er ikke lukket.")),
        (
            "mapping values are not allowed",
            _("Der er et kolon for meget. Sæt anførselstegn om tekster med kolon."),
        ),
        (
            "did not find expected",
            _("Linjen er rykket anderledes ind end linjerne før. Se også efter anførselstegn."),
        ),
    ):
        if sign in problem:
            return words
    return _("Linjen kan ikke læses som YAML. Se efter indrykning, kolon og anførselstegn.")
