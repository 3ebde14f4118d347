"""Becomes another program that dies with its parent: `child.py SIGNAL PARENT USER command…`.

USER is `uid:gid` to become, or `-`. Changing user makes the kernel forget the parent-death
signal, so it is asked for last, just before the program itself starts.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(number: int, parent: int) -> None:
    """Ask the kernel for the signal `number` when the process `parent` ends (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we could ask
        sys.exit(1)


def become(user: str) -> None:
    """Take on the user and the group, for good."""
    uid, gid = map(int, user.split(":"))
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def main() -> None:
    number, parent, user, *command = sys.argv[1:]
    # A shell that starts something in the background makes it ignore Ctrl-C for ever.
    for ignored in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_DFL)
    if user != "-":
        become(user)
    die_with_parent(int(number), int(parent))
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
