"""Asking for an extract: at once when it is quick, else by the worker, kept for a week."""

from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import ContactPerson
from brobygger.authorization.permissions import Permission
from brobygger.privacy.domain.exporting import export_person, is_long
from brobygger.privacy.domain.persons import Person, contact_as_person, find_person
from brobygger.privacy.models import PersonExport
from brobygger.privacy.policy import entries
from brobygger.workspaces.authorization import can_workspace, check_workspace


def ask_for_extract(*, by: User, contact: ContactPerson | None = None) -> bytes | PersonExport:
    """The file, or an extract on its way when it takes more than a second.

    Of oneself, or of a contact person, in the workspace only. Raises PermissionDenied.
    """
    if contact is not None:
        check_workspace(by, contact.workspace, Permission.WORKSPACE_MANAGE)
    person = _person(by, contact)
    if not is_long(person):
        return _made(person, by, contact)
    return _queue(by, contact)


def make_extract(export_id: UUID) -> None:
    """The worker's part. A second run finds it made."""
    export = PersonExport.objects.select_related("asked_by", "workspace").get(pk=export_id)
    if export.content is not None:
        return
    contact = None
    if export.contact_id is not None:
        contact = ContactPerson.objects.filter(pk=export.contact_id).first()
        if contact is None:  # erased meanwhile
            export.delete()
            return

    def progress(done: int, of: int) -> None:
        PersonExport.objects.filter(pk=export.pk).update(tables_done=done, tables=of)

    try:
        content = export_person(
            _person(export.asked_by, contact),
            language=export.language,
            by=export.asked_by,
            with_words=contact is not None,
            progress=progress,
        )
    except Exception:
        PersonExport.objects.filter(pk=export.pk).update(failed=True)
        raise
    PersonExport.objects.filter(pk=export.pk).update(content=content)


def finished_extract(user: User, key: UUID) -> bytes:
    """A finished extract, for whoever asked for it and still may.

    Raises DoesNotExist, also when they no longer look after the workspace it is from.
    """
    mine = PersonExport.objects.filter(asked_by=user, content__isnull=False)
    export = mine.select_related("workspace").get(pk=key)
    place = export.workspace
    if place is not None and not can_workspace(user, place, Permission.WORKSPACE_MANAGE):
        raise PersonExport.DoesNotExist
    return bytes(export.content or b"")


def extracts_of(user: User, contact: ContactPerson | None = None) -> list[PersonExport]:
    """Those that are on their way or can be fetched, the newest first."""
    mine = PersonExport.objects.filter(asked_by=user, contact_id=contact.pk if contact else None)
    return list(mine.defer("content").order_by("-created_at")[:5])


def _person(user: User, contact: ContactPerson | None) -> Person:
    return contact_as_person(contact) if contact else find_person(user.email)


def _made(person: Person, by: User, contact: ContactPerson | None) -> bytes:
    return export_person(
        person, language=by.language, by=by, with_words=contact is not None, progress=None
    )


@transaction.atomic
def _queue(by: User, contact: ContactPerson | None) -> PersonExport:
    from brobygger.privacy.tasks import extract_person

    export = PersonExport.objects.create(
        asked_by=by,
        workspace=contact.workspace if contact else None,
        contact_id=contact.pk if contact else None,
        language=by.language,
        tables=len(list(entries())),
    )
    extract_person.defer(export_id=str(export.pk))
    return export
