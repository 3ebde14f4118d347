"""Starting a program as a child that cannot outlive us."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

LAUNCHER = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Identity:
    """As whom a child runs: what to put before its command, or which user to become."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    @property
    def user(self) -> str:
        """The user to become as child.py takes it."""
        return "-" if self.uid is None else f"{self.uid}:{self.gid}"


@dataclass(frozen=True)
class Program:
    """A command, how it runs, and what it is told when we are suddenly gone."""

    command: Sequence[str]
    death_signal: signal.Signals
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    identity: Identity = Identity()
    descriptors: tuple[int, ...] = ()
    cwd: Path | None = None

    def start(
        self, *, output: IO[bytes] | None = None, errors: IO[bytes] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start it in a session of its own, so that Ctrl-C reaches us alone and we choose."""
        launcher = [sys.executable, "-I", "-S", str(LAUNCHER)]
        reins = [str(int(self.death_signal)), str(os.getpid()), self.identity.user]
        return subprocess.Popen(
            [*self.identity.prefix, *launcher, *reins, *self.command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=dict(self.environ),
            pass_fds=self.descriptors,
            cwd=self.cwd,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes], *signals: tuple[signal.Signals, float]) -> None:
    """Ask the process to stop, ever more firmly; each signal has its seconds to work in."""
    for number, seconds in signals:
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    if process.poll() is None:
        process.kill()
        process.wait()
