"""How long from `brobygger run --demo` to the log-in page: first start, and second.

Prints one JSON line a start.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path


def main() -> None:
    """Start twice on a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="bb-bench-") as folder:
        for name in ("first", "second"):
            seconds = _start(Path(folder))
            print(json.dumps({"bench": "start", "start": name, "seconds": round(seconds, 2)}))


def _start(folder: Path) -> float:
    port = _free_port()
    environ = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environ |= {"BROBYGGER_DATA": str(folder / "data"), "PORT": str(port)}
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "brobygger", "run", "--demo"],
        env=environ,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/account/login/", process)
        return time.monotonic() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise SystemExit("brobygger run stopped by itself")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise SystemExit("no answer within a minute")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
