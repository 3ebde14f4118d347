"""The papers for the data-protection officer: drafts that say so, and in step with the machine."""

from pathlib import Path

import pytest

from brobygger.privacy.policy import policy
from brobygger.privacy.record import filled

FOLDER = Path(__file__).parents[2] / "docs" / "privacy"
DRAFT = "> **Udkast. Skal ses efter af jeres databeskyttelsesrådgiver.**"
PAPERS = ("README.md", "databehandleraftale.md", "konsekvensanalyse.md", "fortegnelse.md")


def paper(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_each_says_that_it_is_a_draft(name: str) -> None:
    assert DRAFT in paper(name)[:400]


def test_the_record_is_what_the_machine_does() -> None:
    """Run `brobygger manage privacy_record --write` when this fails."""
    record = paper("fortegnelse.md")

    assert filled(record) == record
    assert all(f"`{label}`" in record for label, entry in policy().items() if entry.personal)


def test_a_record_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="begynd"):
        filled("# Fortegnelse")
