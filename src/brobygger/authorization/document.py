"""docs/permissions.md, written from the code so that it cannot be wrong. In Danish, as the docs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from brobygger.authorization.access import rule_of
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import ROLES, Role, role_has

INTRODUCTION = """\
# Hvem må hvad

Skrevet af koden med `make docs`; en prøve fejler, når de to er uenige. En side uden regel bliver
aldrig vist. Uden for ens eget svares der 404, med den forkerte rolle 403:
`tests/consistency/access_table.txt` siger hvilket for hver adresse og hver rolle.
"""


@dataclass(frozen=True)
class Address:
    """One address of the site and the view that answers it."""

    name: str
    pattern: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]


def addresses(urlconf: str | None = None) -> Iterator[Address]:
    """Every address, in the order they are tried."""
    return _walk(get_resolver(urlconf), "/", (), {})


def _walk(
    resolver: URLResolver, prefix: str, spaces: tuple[str, ...], inherited: dict[str, Any]
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        # Paths know their arguments by converter, regular expressions by group.
        groups = () if entry.pattern.converters else entry.pattern.regex.groupindex
        converters = {**inherited, **entry.pattern.converters, **dict.fromkeys(groups)}
        if isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or pattern))
            yield Address(name, pattern, entry.callback, tuple(converters))
        else:
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, pattern, inside, converters)


def document() -> str:
    """The whole of docs/permissions.md."""
    return "\n".join([INTRODUCTION, *_roles(), "", *_permissions(), "", *_addresses(), ""])


def _roles() -> Iterator[str]:
    yield "## Roller\n"
    for role in Role:
        spec = ROLES[role]
        yield f"- **{spec.title}** (`{role}`): {spec.description}"


def _permissions() -> Iterator[str]:
    yield "## Tilladelser\n"
    yield "| tilladelse | " + " | ".join(str(ROLES[role].title) for role in Role) + " |"
    yield "|---|" + ":-:|" * len(Role)
    for permission in Permission:
        marks = ("✓" if role_has(role, permission) else "" for role in Role)
        yield f"| `{permission}` | " + " | ".join(marks) + " |"


def _addresses() -> Iterator[str]:
    yield "## Adresser\n"
    yield "| adresse | navn | åben for |"
    yield "|---|---|---|"
    for address in addresses():
        rule = rule_of(address.view, address.name)
        label = rule.label if rule else "nobody: not in use"
        yield f"| `{address.pattern}` | {address.name} | {label} |"
