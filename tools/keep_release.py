"""Keeps a release's data for the upgrade tests: `keep_release.py [PYTHON] [FOLDER]`.

Run it with the release's own code (PYTHON, else this one's) on the day it is tagged. It fills a
new installation with the demo, gives it a password and two links whose tokens are noted, and
backs it up with the oldest PostgreSQL we support, which every later one can read.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / "tests" / "data" / "upgrade"
OLDEST_PROGRAMS = Path(os.sep, *["usr", "lib", "postgresql", "15", "bin"])
SEED = """
import json
from datetime import timedelta
from django.db import connection
from brobygger.accounts.models import User
from brobygger.agreements.domain.invitations import signing_link
from brobygger.agreements.models import Signatory
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.followup.domain.subscriptions import subscribe

coordinator = User.objects.get(email="maja.holm@fjordby.example")
coordinator.set_password("bro over fjorden 17")
coordinator.save()
signatory = Signatory.objects.filter(
    signed_at=None, declined_at=None, version__withdrawn_at=None
).earliest("asked_at")
sign = signing_link(signatory, by=coordinator, good_for=timedelta(days=400))
collaboration = next(
    one for one in Collaboration.objects.order_by("opened_at") if one.status_meetings.exists()
)
kept = {
    "made_at": clock.now().isoformat(timespec="seconds"),
    "workspace": "fjordby",
    "email": coordinator.email,
    "password": "bro over fjorden 17",
    "collaboration": str(collaboration.id),
    "signing": sign,
    "calendar": subscribe(collaboration=collaboration, by=coordinator),
}
with connection.cursor() as cursor:
    kept["rows"] = {}
    for table in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        kept["rows"][table] = cursor.fetchone()[0]
print("KEPT", json.dumps(kept))
"""
PASSPHRASE = "en gammel udgave"


def main() -> None:
    python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else KEPT
    with tempfile.TemporaryDirectory() as data:
        environ = {
            **{key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
            "BROBYGGER_DATA": data,
            "BROBYGGER_POSTGRES_BIN": str(OLDEST_PROGRAMS),
            "BROBYGGER_BACKUP_PASSPHRASE": PASSPHRASE,
        }

        def brobygger(*words: str) -> str:
            command = [python, "-m", "brobygger", *words]
            done = subprocess.run(
                command, env=environ, stdout=subprocess.PIPE, text=True, check=True
            )
            return done.stdout

        version = brobygger("--version").split()[-1]
        brobygger("demo")
        said = brobygger("manage", "shell", "--no-imports", "-v0", "-c", SEED)
        kept = json.loads(said.rpartition("KEPT ")[2])
        archive = folder / f"v{version}.backup"
        archive.unlink(missing_ok=True)
        brobygger("backup", str(archive))
    text = json.dumps({**kept, "passphrase": PASSPHRASE}, indent=1, ensure_ascii=False)
    archive.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8")
    print(f"{archive}: {archive.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
