"""One export in a process of its own: seconds, and how much larger the process became."""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main(slug: str, form: str, path: str) -> None:
    """Write the workspace's register; print what it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brobygger.config.settings")
    import django

    django.setup()
    from brobygger.actors.models import Actor
    from brobygger.actors.transfer.exporting import export_file
    from brobygger.workspaces.models import Workspace

    workspace = Workspace.objects.get(slug=slug)
    some = Actor.objects.in_workspace(workspace).order_by("pk")[:10]
    few = Actor.objects.filter(pk__in=[actor.pk for actor in some])
    export_file(workspace, format=form, output=Path(path), actors=few)  # everything is loaded
    before = _largest()
    began = time.perf_counter()
    export_file(workspace, format=form, output=Path(path))
    seconds = time.perf_counter() - began
    grown = round((_largest() - before) / 1024, 1)
    said = {"seconds": seconds, "grown_mb": grown, "bytes": Path(path).stat().st_size}
    print(json.dumps(said))


def _largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(*sys.argv[1:])
