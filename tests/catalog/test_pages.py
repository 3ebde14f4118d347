"""The pages of Methods and tools."""

from collections.abc import Callable

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.catalog.tools import all_tools


def test_the_list_shows_every_tool(as_user: Callable[[User], Client], reader: User) -> None:
    page = as_user(reader).get("/w/birkelund/tools/").content.decode()
    assert all(one.title.da in page for one in all_tools())


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_tool_shows_how_to_use_it(
    as_user: Callable[[User], Client], reader: User, language: str
) -> None:
    client = as_user(reader)
    client.cookies["django_language"] = language
    reader.language = language
    reader.save()
    page = client.get("/w/birkelund/tools/t1_activity/").content.decode()
    for one in all_tools()[0].steps:
        assert one.title.in_language(language) in page


def test_the_blank_sheet_is_an_a3_pdf(as_user: Callable[[User], Client], reader: User) -> None:
    response = as_user(reader).get("/w/birkelund/tools/t1_activity/a3.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.7")


def test_an_unknown_tool_is_not_found(as_user: Callable[[User], Client], reader: User) -> None:
    for address in ("/w/birkelund/tools/t99/", "/w/birkelund/tools/t99/a3.pdf"):
        assert as_user(reader).get(address).status_code == 404


def test_outsiders_find_nothing(
    as_user: Callable[[User], Client], reader: User, outsider: User
) -> None:
    assert as_user(outsider).get("/w/birkelund/tools/").status_code == 404
