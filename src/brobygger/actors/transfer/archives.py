"""Zip files that may lie about their size."""

import io
import zipfile

from django.utils.translation import gettext as _

from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.limits import MAX_FILES, MAX_UNPACKED, MEGABYTE


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The archive, when what it says it unpacks to is bearable. Raises ImportRefused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ImportRefused(
            _("Filen er i stykker og kan ikke pakkes ud. Hent eller gem den igen, og prøv så.")
        ) from error
    entries = archive.infolist()
    if len(entries) > MAX_FILES * 5 or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _too_much()
    return archive


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int = MAX_UNPACKED) -> bytes:
    """One file of the archive, never more than `room` bytes whatever its header says."""
    try:
        with archive.open(entry) as file:
            data = file.read(room + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise ImportRefused(
            _(
                "»%(name)s« i zip-filen kan ikke pakkes ud. Er den låst med adgangskode eller i "
                "stykker?"
            )
            % {"name": entry.filename[-100:]}
        ) from error
    if len(data) > room:
        raise _too_much()
    return data


def pack(files: dict[str, bytes]) -> bytes:
    """Files as one zip, so that a folder is kept as one thing."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def _too_much() -> ImportRefused:
    return ImportRefused(
        _("Filen fylder mere end %(limit)s MB, når den pakkes ud. Del den i flere filer.")
        % {"limit": MAX_UNPACKED // MEGABYTE}
    )
