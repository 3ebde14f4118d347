"""Templates: all of them work, all are used, and none carries script or style of its own."""

import re
from functools import cache
from pathlib import Path

import allauth
import django.forms
import pytest
from django.template.loader import get_template

from brobygger.catalog.parts import Shape
from tests.consistency.house import PACKAGE, ROOT, is_mail, template_name, templates

INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")"""
    r"""|<style\b|<[^>]+\sstyle\s*=|<[^>]+\son[a-z]+\s*=|javascript:|hx-on|\bhx-vars=|\bjs:""",
    re.IGNORECASE,
)
# Packages that find templates of ours by a name of their own.
FINDERS = (allauth, django.forms)
# Those whose name is put together: one for each shape a field can have (sheets.presentation).
SHAPES = {f"sheets/shapes/{shape}.html" for shape in Shape}


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(PACKAGE)) for path in paths]


def pages() -> list[Path]:
    return [path for path in templates() if not is_mail(path) and path.suffix == ".html"]


@pytest.mark.parametrize("path", templates(), ids=ids(templates()))
def test_template_compiles(path: Path) -> None:
    get_template(template_name(path))


@pytest.mark.parametrize("path", pages(), ids=ids(pages()))
def test_no_inline_script_or_style(path: Path) -> None:
    found = [match[0] for match in INLINE.finditer(path.read_text(encoding="utf-8"))]

    assert found == []


def test_every_template_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in [*(ROOT / "src").rglob("*.py"), *templates()]
    )
    unused = [
        name
        for name in map(template_name, templates())
        if name not in code
        and name not in SHAPES
        and not (beginning(name) in code and name.endswith(".txt"))
        and not made_name(name, code)
        and beginning(name) not in words_of_packages()
    ]

    assert unused == []


def made_name(name: str, code: str) -> bool:
    """Mails and error pages are found by the first part of their name or by their folder."""
    return name.startswith("notifications/") and Path(name).name.split(".")[0] in code


def beginning(name: str) -> str:
    """What allauth asks for: pages without their ending, mails by the first part of their name."""
    return re.sub(r"_(subject|message)\.txt$|(?<=\.)html$", "", name)


@cache
def words_of_packages() -> str:
    """The code and the templates of the packages."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for package in FINDERS
        for ending in ("py", "html")
        for path in Path(package.__path__[0]).rglob(f"*.{ending}")
    )


FORM = re.compile(r"<form\b[^>]*method=[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)


@pytest.mark.parametrize("path", pages(), ids=ids(pages()))
def test_every_post_form_carries_the_csrf_token(path: Path) -> None:
    forms = FORM.findall(path.read_text(encoding="utf-8"))

    # The 503 page repeats the token that was sent; it cannot make one.
    assert [form for form in forms if not re.search("csrf_token|csrfmiddlewaretoken", form)] == []


def test_one_page_one_form_element_per_post_in_the_rule() -> None:
    """The rule above sees the forms it is about."""
    assert FORM.findall('<form class="x" method="post" action="/"><p></p></form>') != []


def test_every_icon_is_in_the_sprite() -> None:
    used = {
        name
        for path in pages()
        for name in re.findall(r"""{% icon ["']([a-z0-9-]+)""", path.read_text(encoding="utf-8"))
    }
    listed = (ROOT / "frontend" / "icons.txt").read_text(encoding="utf-8").split("\n")

    assert sorted(used - set(listed)) == []
