"""The build machine asks for no more and no less than people are told to."""

from tests.consistency.house import ROOT


def test_the_build_machine_runs_what_people_run() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for target in ("-j2 setup", "check", "--keep-going test", '"processes$part"', '"oldest$part"'):
        assert f"make --no-print-directory {target}" in script
    # Without a word it runs the telling part of the slow ones, and there is such a target.
    for target in ("processes-quick", "oldest-quick"):
        assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
