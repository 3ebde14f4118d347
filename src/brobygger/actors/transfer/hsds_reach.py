"""Telephones, addresses on the net and contact persons of an HSDS organisation."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from brobygger.actors.domain.data import ContactPersonData, ContactPointData
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.models import ContactPerson, ContactPoint
from brobygger.actors.transfer.checks import BadCell, email_address, shortened
from brobygger.actors.transfer.drafts import Problem
from brobygger.actors.transfer.hsds_links import Directory, Line
from brobygger.actors.transfer.hsds_places import Places


def persons_of(mine: list[Line], problems: list[Problem]) -> tuple[ContactPersonData, ...]:
    """The contacts, each with the first telephone that points at it."""
    phones: dict[str, str] = {}
    for line in mine:
        if line.table == "phones" and line.get("contact_id"):
            phones.setdefault(line.get("contact_id"), _number(line))
    return tuple(
        _person(line, phones.get(line.id, ""), problems)
        for line in mine
        if line.table == "contacts"
    )


def _person(line: Line, phone: str, problems: list[Problem]) -> ContactPersonData:
    try:
        email = email_address(line.get("email"))
    except BadCell as error:
        email = ""
        problems.append(Problem(line.file, line.row.number, str(error)))
    title = ", ".join(one for one in (line.get("title"), line.get("department")) if one)
    name = line.get("name") or email or line.get("title") or "Kontaktperson"
    return ContactPersonData(
        name=shortened(ContactPerson, "name", name),
        title=shortened(ContactPerson, "title", title),
        email=email,
        phone=shortened(ContactPerson, "phone", phone),
        external_id=line.own_id,
    )


def points_of(
    mine: list[Line], places: Places, directory: Directory
) -> tuple[ContactPointData, ...]:
    """Every telephone and fax, and the e-mail and website of each place and service."""
    points = []
    for line in mine:
        if line.table == "phones" and line.get("number"):
            points.append(_phone(line, places, directory))
        if line.table in ("locations", "services"):
            points += _net(line, places)
    return tuple(points)


def _phone(line: Line, places: Places, directory: Directory) -> ContactPointData:
    kind = line.get("number_type", "type").casefold()
    extension = line.get("extension")
    service = directory.by_id.get("services", {}).get(line.get("service_id"))
    person = directory.by_id.get("contacts", {}).get(line.get("contact_id"))
    label = [
        line.get("department"),
        service.get("name") if service else "",
        person.get("name") if person else "",
        f"lokal {extension}" if extension else "",
        kind if kind not in ("", "voice", "fax") else "",
        line.get("vanity_number"),
        line.get("description"),
    ]
    return ContactPointData(
        kind=ContactPointKind.FAX if kind == "fax" else ContactPointKind.PHONE,
        value=shortened(ContactPoint, "value", _number(line)),
        label=shortened(ContactPoint, "label", _joined(label)),
        place=places.number_of.get(line.get("location_id")),
        external_id=line.own_id,
    )


def _net(line: Line, places: Places) -> list[ContactPointData]:
    place = line.id if line.table == "locations" else line.get("location_id")
    found = []
    emails = line.get("email").replace(",", " ").split()
    said = [(ContactPointKind.EMAIL, one) for one in emails if _is_email(one)]
    said += [(ContactPointKind.WEBSITE, one) for one in [line.get("website", "url")] if one]
    for number, (kind, value) in enumerate(said, 1):
        found.append(
            ContactPointData(
                kind=kind,
                value=shortened(ContactPoint, "value", value),
                label=shortened(ContactPoint, "label", line.get("name")),
                place=places.number_of.get(place),
                external_id=f"{line.key}:{number}"[:200],
            )
        )
    return found


def _joined(words: list[str]) -> str:
    """The words that say something, each once whatever its case."""
    once = {word.casefold(): word for word in reversed(words) if word}
    return " · ".join(reversed(once.values()))


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _number(line: Line) -> str:
    number = line.get("number").strip("\"' ")
    prefix = line.get("country_prefix")
    return f"{prefix} {number}" if prefix and not number.startswith(prefix) else number
