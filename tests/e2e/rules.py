"""What holds for every page: accessible, no wider than the screen, one language at a time."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALSO = ["heading-order", "page-has-heading-one", "landmark-one-main", "region", "empty-heading"]
# Words no Danish page is without and no English page has.
DANISH = re.compile(
    r"\b(og|ikke|skal|eller|jeres|hvad|hvem|hvor|med|til|har|der|det|fra|som|på|én|samarbejde\w*"
    r"|forening\w*|aftale\w*|vælg|gem|tilbage)\b",
    re.IGNORECASE,
)


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


# Every element by where it stands and how it is dressed, once; names of things as they are, and of
# what only leads somewhere or holds words whether it is there. Then what needs the whole of it.
PARTS = """() => {
    const WORDS = /^(href|src|srcset|value|title|alt|content|nonce|action|placeholder|datetime)$/;
    const OURS = /^(data-|hx-)/, NUMBER = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d+/g;
    const paths = new Map(), parts = new Set(), ids = [], headings = [];
    for (const element of document.querySelectorAll("html, body, body *")) {
        const attributes = [...element.attributes].filter(({name}) => !OURS.test(name))
            .map(({name, value}) => WORDS.test(name) || name === "aria-label"
                ? `${name}${value.trim() ? "" : " empty"}`
                : `${name}=${value.replace(NUMBER, "#")}`).sort();
        const spoken = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        const dressed = `${element.tagName}.${element.className}[${element.getAttribute("role")}]`;
        const path = `${paths.get(element.parentElement) ?? ""}>${dressed}`;
        paths.set(element, path);
        const {width, height} = element.getBoundingClientRect();
        parts.add(`${path} ${attributes.join(" ")} ${spoken} ${Math.min(width, height, 24) < 24}`);
        if (element.id) ids.push(element.id);
        if (/^H[1-6]$/.test(element.tagName) && headings.at(-1) !== element.tagName)
            headings.push(element.tagName);
    }
    return JSON.stringify([innerWidth, [...parts], headings, ids.length - new Set(ids).size]);
}"""
_sound: set[bytes] = set()


def check_accessible(page: Page) -> None:
    """axe finds nothing wrong (WCAG 2.2 A and AA, and headings and landmarks in order).

    Axe is half the work of a browser test. A page put together of the same parts as one that was
    sound, on a screen as wide, is sound too: another person's, another day's, the other language's.
    """
    parts = sha256(page.evaluate(PARTS).encode()).digest()
    if parts not in _sound:
        _ask_axe(page)
        _sound.add(parts)


def _ask_axe(page: Page) -> None:
    page.evaluate(_axe())  # through the debugging protocol, so that the CSP stays on
    found: list[dict[str, Any]] = page.evaluate(
        """async ([tags, also]) => {
            const rules = Object.fromEntries(also.map((rule) => [rule, {enabled: true}]));
            const runOnly = {type: "tag", values: tags};
            const result = await axe.run(document, {runOnly, rules, resultTypes: ["violations"]});
            return result.violations.map(({id, help, nodes}) => ({
                id, help, nodes: nodes.slice(0, 4).map((node) => node.html.slice(0, 300) + " — "
                  + node.any.concat(node.all, node.none).map((check) => check.message).join("; ")),
            }));
        }""",
        [TAGS, ALSO],
    )
    lines = [f"{each['id']}: {each['help']}\n    " + "\n    ".join(each["nodes"]) for each in found]
    assert not found, f"axe on {page.url}:\n" + "\n".join(lines)


def check_fits(page: Page) -> None:
    """Nothing makes the page wider than the screen."""
    wide: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.body.querySelectorAll("*")]
                .filter((element) => element.getBoundingClientRect().right > width + 1)
                .slice(0, 5).map((element) => element.outerHTML.slice(0, 200));
        }"""
    )
    assert wide == [], f"wider than the screen at {page.url}"


def check_english(page: Page) -> None:
    """Nothing Danish is left on an English page."""
    assert page.locator("html").get_attribute("lang") == "en", page.url
    text: str = page.evaluate(
        """() => {
            const copy = document.body.cloneNode(true);
            copy.querySelectorAll("[lang=da], script, style, template").forEach((e) => e.remove());
            const named = [...copy.querySelectorAll("[aria-label], [title], [placeholder], [alt]")];
            const attributes = ["aria-label", "title", "placeholder", "alt"];
            const names = named.flatMap((e) => attributes.map((a) => e.getAttribute(a) ?? ""));
            return [copy.textContent, document.title, ...names].join("\\n");
        }"""
    )
    left = [line.strip() for line in text.splitlines() if DANISH.search(line)]
    assert left == [], f"Danish on the English page {page.url}: {left}"
