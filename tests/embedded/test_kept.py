import signal
import sys
import time

from brobygger.embedded.children import Program
from brobygger.embedded.kept import Kept


def kept(code: str) -> tuple[Kept, list[str]]:
    said: list[str] = []
    program = Program([sys.executable, "-c", code], signal.SIGKILL)
    return Kept("Prøven", program, said.append), said


def test_a_dead_child_comes_back_and_we_are_told() -> None:
    child, said = kept("import time; time.sleep(600)")
    child.look_after()
    assert child.process is not None
    first = child.process.pid
    child.process.kill()
    child.process.wait()
    child.look_after()
    assert child.process.pid != first
    assert said == ["Prøven stoppede af sig selv (kode -9) og startes igen."]
    child.stop((signal.SIGTERM, 5))


def test_one_that_keeps_dying_is_started_ever_more_slowly() -> None:
    child, said = kept("raise SystemExit(3)")
    for _ in range(2):
        child.look_after()
        assert child.process is not None
        child.process.wait()
    child.look_after()
    assert child.process is None
    assert len(said) == 2


def test_a_deaf_child_is_killed_in_the_end() -> None:
    child, _ = kept(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    )
    child.look_after()
    process = child.process
    assert process is not None
    time.sleep(0.3)
    child.stop((signal.SIGTERM, 0.2))
    assert process.returncode is not None
