"""What people write down as a way to reach somebody."""

import pytest
from django.core.exceptions import ValidationError

from brobygger.core.reach import is_web_address, telephone


@pytest.mark.parametrize(
    "typed",
    [
        "+45 12 34 56 78", "12345678", "12 34 56 78 (efter kl. 16)", "lokal 12", "112",
        "+46 (0)8-123 456", "0049 30 1234567", "Bo: 12 34 56 78 / Eva: 87 65 43 21", "",
    ],
)  # fmt: skip
def test_telephones_as_people_write_them(typed: str) -> None:
    assert telephone(f" {typed} ") == typed


@pytest.mark.parametrize("typed", ["abc", "ring til Bo", "1. sal", "-"])
def test_what_nobody_can_ring_to(typed: str) -> None:
    with pytest.raises(ValidationError, match="Skriv cifrene"):
        telephone(typed)


def test_what_stood_there_is_not_in_the_way() -> None:
    assert telephone("ring til Bo", before="ring til Bo") == "ring til Bo"


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("www.kor.dk", True), ("https://kor.dk/x?a=1", True), ("kor.dk:8000", True), ("nej", False),
        ("javascript:alert(1.0)", False), ("mailto:a@b.dk", False),
    ],
)  # fmt: skip
def test_addresses_on_the_web(typed: str, is_one: bool) -> None:
    assert is_web_address(typed) is is_one
