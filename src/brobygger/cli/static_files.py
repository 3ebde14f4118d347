"""The static files gathered, hashed and compressed: once for each version of them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

STAMP = ".gathered"


def gather_static() -> bool:
    """Bring the folder the web process serves from in step; answers whether there was work to do.

    Gathering compresses every file, which is most of what a start would wait for. So the folder
    is stamped with what it was made from, and left alone while that is unchanged.
    """
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / STAMP
    fingerprint = _fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    stamp.unlink(missing_ok=True)  # stopped half-way, the next start begins again
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Changes when a file comes, goes or is written anew, and when they are stored another way."""
    from django.conf import settings

    told = [settings.STORAGES["staticfiles"]["BACKEND"], settings.STATIC_URL, *sorted(_sources())]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _sources() -> Iterator[str]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            yield f"{name} {about.st_size} {about.st_mtime_ns}"
