"""Collects the Danish texts of each room and keeps its English catalogue in step.

    python tools/messages.py [room…]      add new texts, drop those nobody uses
    python tools/messages.py --check      say what is missing, and fail when something is

Danish is the message id, so there is no Danish catalogue. The files carry no dates and no line
numbers: a diff shows texts and nothing else.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "brobygger"
LOCALE = "en"
HEADER = """\
# English texts of "{room}". Made by tools/messages.py; the msgstr lines are yours to write.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
# Which arguments of our calls are texts: (singular, plural), 'c' marks a context.
_PLAIN, _PLURAL = None, (1, 2)
_CONTEXT, _CONTEXT_PLURAL = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": _PLAIN,
    "gettext": _PLAIN,
    "gettext_lazy": _PLAIN,
    "gettext_noop": _PLAIN,
    "ngettext": _PLURAL,
    "ngettext_lazy": _PLURAL,
    "pgettext": _CONTEXT,
    "pgettext_lazy": _CONTEXT,
    "npgettext": _CONTEXT_PLURAL,
    "npgettext_lazy": _CONTEXT_PLURAL,
}
# Rooms without templates of their own, whose few texts lie in another room's catalogue.
LODGERS = {"config": "core"}
UTF8 = {"encoding": "utf-8"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd]|\{\w*\}")

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Problem:
    """Something a catalogue lacks."""

    room: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.room}: {self.what}: {self.text!r}"


def rooms() -> list[str]:
    """Every room that can have texts: the Django apps of the house."""
    return sorted(folder.parent.name for folder in PACKAGE.glob("*/apps.py"))


def catalogue_file(room: str) -> Path:
    """Where the English texts of a room lie."""
    return PACKAGE / room / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def collect(room: str) -> Catalog:
    """The texts the room's Python and templates use now."""
    catalog = Catalog(locale=LOCALE)
    names = [room, *(guest for guest, host in LODGERS.items() if host == room)]
    for name in names:
        for code in _sources(PACKAGE / name):
            found = extract("python", io.BytesIO(code.encode()), KEYWORDS, options=UTF8)
            for _line, message, _comments, context in found:
                if message and (message if isinstance(message, str) else message[0]):
                    catalog.add(message, context=context)
    return catalog


def _sources(folder: Path) -> Iterator[str]:
    """Python as it stands; templates as the Python that Django's own tool makes of them."""
    from django.utils.translation import templatize

    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.read_text(encoding="utf-8")
    for path in sorted(folder.glob("templates/**/*")):
        if path.is_file():
            code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # Indentation means something in Python and nothing in a template.
            yield "\n".join(line.strip() for line in code.splitlines())


def read(room: str) -> Catalog:
    """The catalogue as it lies on disk; empty when the room has none yet."""
    path = catalogue_file(room)
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def _messages(catalog: Catalog) -> dict[Key, Message]:
    return {_key(message): message for message in catalog if message.id}


def _key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def update(room: str) -> bool:
    """Bring the room's catalogue in step with its code; answers whether the file changed.

    A text that another room has translated already gets the same words here.
    """
    wanted, old = collect(room), _messages(read(room))
    elsewhere = {
        key: message
        for other in rooms()
        for key, message in _messages(read(other)).items()
        if not list(_faults(other, message))
    }
    old = {
        **elsewhere,
        **{key: message for key, message in old.items() if any(message.string or "")},
    }
    for key, message in _messages(wanted).items():
        if key in old and type(old[key].id) is type(message.id):
            message.string = old[key].string
            message.flags |= old[key].flags & {"fuzzy"}
    path = catalogue_file(room)
    if not _messages(wanted):
        path.unlink(missing_ok=True)
        return False
    output = io.BytesIO()
    write_po(output, wanted, width=100, no_location=True, omit_header=True, sort_output=True)
    text = HEADER.format(room=room) + output.getvalue().decode()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def check(names: Iterable[str]) -> list[Problem]:
    """What stands between the catalogues and a complete English house."""
    problems: list[Problem] = []
    said: dict[Key, tuple[str, object]] = {}
    for room in names:
        wanted, kept = _messages(collect(room)), _messages(read(room))
        problems += [Problem(room, "not in the catalogue", k[1]) for k in wanted if k not in kept]
        problems += [Problem(room, "no longer used", k[1]) for k in kept if k not in wanted]
        for key in wanted.keys() & kept.keys():
            problems += _faults(room, kept[key])
            # Django joins all rooms into one catalogue, so a text can only mean one thing.
            first_room, first = said.setdefault(key, (room, kept[key].string))
            if first != kept[key].string:
                problems.append(Problem(room, f"another translation in {first_room}", key[1]))
    return sorted(problems, key=str)


def _faults(room: str, message: Message) -> Iterator[Problem]:
    text = _key(message)[1]
    given = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(given):
        yield Problem(room, "not translated", text)
        return
    if message.fuzzy:
        yield Problem(room, "fuzzy", text)
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = {name for each in ids for name in PLACEHOLDER.findall(each)}
    for line in given:
        if not set(PLACEHOLDER.findall(line)) <= allowed:
            yield Problem(room, "a placeholder the Danish text has not", text)
    if set(PLACEHOLDER.findall(ids[-1])) - set(PLACEHOLDER.findall(given[-1])):
        yield Problem(room, "a placeholder is lost", text)


def main() -> int:
    """Answers 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rooms", nargs="*", metavar="room")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when incomplete")
    options = parser.parse_args()
    names = options.rooms or rooms()
    if unknown := sorted(set(names) - set(rooms())):
        parser.error(f"no such room: {', '.join(unknown)}")
    if not settings.configured:
        settings.configure(USE_I18N=False)
    if options.check:
        problems = check(names)
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1 if problems else 0
    for room in names:
        if update(room):
            print(f"{room}: {catalogue_file(room).relative_to(PACKAGE.parent.parent)}")
        left = sum(problem.what == "not translated" for problem in check([room]))
        if left:
            print(f"{room}: {left} texts to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
