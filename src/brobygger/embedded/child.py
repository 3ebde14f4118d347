"""Becomes another program that dies with its parent: `child.py SIGNAL PARENT command…`.

Run as a script, after every change of user: changing credentials makes the kernel forget the
parent-death signal, so it can only be set just before the program itself starts.
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


def main() -> None:
    number, parent, *command = sys.argv[1:]
    # A shell that starts something in the background makes it ignore Ctrl-C for ever.
    for ignored in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_DFL)
    die_with_parent(int(number), int(parent))
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
