"""The guidance in the catalogue is plain Danish and English: LIX at most 35, tool by tool."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.consistency.house import PACKAGE

HARDEST = 35
TOOLS = sorted((PACKAGE / "content" / "tools").glob("*.yaml"))
# What people read to understand, as opposed to titles and labels they recognise.
GUIDANCE = {
    *("summary", "when", "people", "text", "question", "help", "example", "examples", "case"),
    "discuss",
}


def lix(text: str) -> float:
    """Björnsson's readability index: words a sentence, and how many of them are long."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    sentences = len(re.findall(r"[.!?:]+(?=\s|$)", text)) or 1
    long = sum(len(word) > 6 for word in words)
    return len(words) / sentences + 100 * long / len(words)


def guidance(content: Any, language: str = "da", key: str = "") -> Iterator[str]:
    """Every sentence of guidance in a catalogue file."""
    if isinstance(content, dict):
        if key in GUIDANCE and isinstance(content.get(language), str):
            yield content[language].strip()
        for name, value in content.items():
            yield from guidance(value, language, str(name))
    elif isinstance(content, list):
        for value in content:
            yield from guidance(value, language, key)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("path", TOOLS, ids=[path.stem for path in TOOLS])
def test_guidance_is_easy_to_read(path: Path, language: str) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    sentences = list(guidance(content, language))
    text = " ".join(s if s[-1] in ".!?" else f"{s}." for s in sentences if s)

    assert len(sentences) > 5
    assert lix(text) <= HARDEST


def test_lix_of_a_known_text() -> None:
    assert lix("Vi mødes. Foreningen holder nøglerne.") == pytest.approx(5 / 2 + 100 * 2 / 5)
