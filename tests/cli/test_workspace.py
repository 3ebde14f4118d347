import pytest

from brobygger.accounts.models import User
from brobygger.authorization.roles import Role
from brobygger.cli.main import main
from brobygger.workspaces.models import Membership, Workspace

pytestmark = pytest.mark.django_db


def test_it_makes_the_workspace_and_its_first_administrator() -> None:
    words = ["--slug=birkelund", "--name=Birkelund Kommune", "--administrator=anna@mail.example"]
    assert main(["create-workspace", *words]) == 0
    membership = Membership.objects.get(workspace__slug="birkelund")
    assert membership.user == User.objects.get(email="anna@mail.example")
    assert membership.role == Role.ADMINISTRATOR


def test_a_taken_name_is_refused(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create-workspace", f"--slug={workspace.slug}", "--name=En til"]) == 1
    assert "findes" in capsys.readouterr().err
    assert Workspace.objects.count() == 1


def test_a_name_no_address_can_hold_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create-workspace", "--slug=Æ / Ø", "--name=Æø"]) == 1
    assert "a-z, tal og bindestreg" in capsys.readouterr().err
    assert not Workspace.objects.exists()


def test_an_administrator_nobody_can_write_to_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["--slug=birkelund", "--name=Birkelund", "--administrator=anna"]
    assert main(["create-workspace", *words]) == 1
    assert "»anna« er ikke en e-mailadresse" in capsys.readouterr().err
    assert not Workspace.objects.exists()
