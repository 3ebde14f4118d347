"""Going everywhere there is a link to, as one person."""

import re
from collections import Counter, deque

from tests.e2e.visitor import IDENTIFIER, Visitor

FILES = re.compile(r"\.(pdf|csv|xlsx|ics|vcf|zip|json|docx|ya?ml|jpg)$")
# A tool, and a field of a sheet, have a name in the address: one of them stands for all.
NAMED = re.compile(r"/(tools|fields)/(?!x/)\w+/")
EXAMPLES = 1  # pages of a kind
SHOWN = 3  # ways to ask the same page: filtered, sorted, on the next page


def crawl(visitor: Visitor, start: str, *, most: int = 100) -> list[str]:
    """Open every kind of page that can be reached by links, and look at each."""
    waiting, kinds, pages = deque([start]), Counter[str](), Counter[str]()
    visited: list[str] = []
    while waiting and len(visited) < most:
        path = waiting.popleft()
        kind = kind_of(path)
        page = kind.split("?")[0]
        if path in visited or kinds[kind] >= EXAMPLES or pages[page] >= SHOWN:
            continue
        visitor.open(path)
        visited.append(path)
        kinds[kind] += 1
        pages[page] += 1
        waiting.extend(links(visitor))
    return visited


def kind_of(path: str) -> str:
    """What pages that only differ in what they show have in common."""
    address, _, query = path.partition("?")
    asked = sorted({pair.split("=")[0] for pair in query.split("&")})
    return NAMED.sub(r"/\1/x/", IDENTIFIER.sub("x", f"{address}?{'&'.join(asked)}"))


def links(visitor: Visitor) -> list[str]:
    """Addresses of our own pages on the page; what is a file is left alone.

    In the demo's outbox lie others' mails: of them, only links that are keys by themselves.
    """
    found: list[str] = visitor.page.evaluate(
        """() => [...document.querySelectorAll("a[href]:not([download])")]
            .filter((link) => link.origin === location.origin)
            .filter((link) => !link.closest(".bb-mail")
                || !["w", "s", "sheets"].includes(link.pathname.split("/")[1]))
            .map((link) => link.pathname + link.search)"""
    )
    return [path for path in dict.fromkeys(found) if not FILES.search(path.split("?")[0])]
