"""What each release left behind comes into this version whole: see tests/data/upgrade."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.running.databases import every_row
from tests.running.installation import Installation

pytestmark = pytest.mark.running
KEPT = Path(__file__).resolve().parent.parent / "data" / "upgrade"
RELEASES = sorted(KEPT.glob("v*.backup"))
# Tables the house keeps for itself: a new version writes in them while it migrates.
OWN = {
    *("auth_permission", "django_content_type", "django_migrations", "procrastinate_events"),
    *("procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_workers"),
}
# Tables later versions have done away with: the brakes count guesses in one place.
GONE = {"links_guesscount"}
LOOK = """
import json, sys
from django.conf import settings
from django.test import Client
from brobygger.accounts.models import User

settings.ALLOWED_HOSTS.append("testserver")
# What the front end is built to does not matter here.
settings.STORAGES["staticfiles"] = {{
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}}
kept = json.loads({kept!r})
browser = Client()
browser.post("/account/login/", {{"login": kept["email"], "password": kept["password"]}})
user = User.objects.get(email=kept["email"])
assert browser.session.get("_auth_user_id") == str(user.pk), "the password"
home, thread = f"/w/{{kept['workspace']}}/", f"/s/{{kept['collaboration']}}/"
pages = ["/", home, home + "actors/", home + "collaborations/", home + "match/", thread]
answers = {{page: browser.get(page, follow=True).status_code for page in pages}}
answers |= {{kept[name]: Client().get(kept[name]).status_code for name in ("signing", "calendar")}}
print(json.dumps(answers))
"""


@pytest.fixture(
    params=[*RELEASES[:-1], pytest.param(RELEASES[-1], marks=pytest.mark.telling)],
    ids=lambda path: path.stem,
)
def release(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_every_release_since_the_first_is_kept() -> None:
    assert "v0.1.0" in {path.stem for path in RELEASES}


def test_its_rows_pages_links_and_passwords_are_all_there(release: Path, tmp_path: Path) -> None:
    kept: dict[str, Any] = json.loads(release.with_suffix(".json").read_text(encoding="utf-8"))
    site = Installation(tmp_path / "data")
    done = site.command(
        "restore", str(release), BROBYGGER_BACKUP_PASSPHRASE=kept.get("passphrase", "")
    )
    assert done.returncode == 0, done.stderr
    assert site.command("manage", "migrate", "--check").returncode == 0

    now = {table.removeprefix("public."): row[0] for table, row in every_row(site.data).items()}
    for table in kept["rows"].keys() - OWN - GONE:
        assert now[table] == kept["rows"][table], table

    # Links expire: the day after the release is when we look.
    made = datetime.fromisoformat(kept["made_at"])
    shift = (made + timedelta(days=1) - datetime.now(UTC)).total_seconds()
    answers = site.python(LOOK.format(kept=json.dumps(kept)), BROBYGGER_CLOCK_SHIFT=str(shift))
    assert set(json.loads(answers).values()) == {200}, answers
