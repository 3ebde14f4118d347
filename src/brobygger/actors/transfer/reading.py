"""From the bytes somebody sent to tables, whatever kind of file it is."""

import json
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.actors.transfer.archives import open_zip, unpack
from brobygger.actors.transfer.csv_files import read_csv
from brobygger.actors.transfer.encodings import decode
from brobygger.actors.transfer.excel_files import read_excel
from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.headers import looks_like_header
from brobygger.actors.transfer.hsds_json import tables_of_json
from brobygger.actors.transfer.limits import MAX_FILES, MAX_UNPACKED, check_size
from brobygger.actors.transfer.tables import FileFormat, RegisterFile

_REFUSED = (
    (b"%PDF", gettext_lazy("en PDF")),
    (b"\x89PNG", gettext_lazy("et billede")),
    (b"\xff\xd8\xff", gettext_lazy("et billede")),
    (b"GIF8", gettext_lazy("et billede")),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_register(
    name: str,
    content: bytes,
    *,
    format: str = "auto",  # noqa: A002
    encoding: str = "",
) -> RegisterFile:
    """The tables of a file. `format` is "auto", "csv", "xlsx" or "hsds".

    Raises ImportRefused with a way out: too big, empty, a PDF, an old .xls, a zip without CSV …
    """
    check_kind(content)
    if content.startswith(b"PK"):
        register = _read_zip(name, content, encoding)
    else:
        register = _read_text(name, content, encoding)
    if format not in ("auto", register.format):
        raise ImportRefused(
            _("Filen ser ud til at være %(found)s og ikke %(wanted)s. Prøv uden at angive format.")
            % {"found": register.format, "wanted": format}
        )
    if not register.number_of_rows:
        raise ImportRefused(
            _("Der er ingen rækker i filen under overskrifterne. Er det den rigtige fil?")
        )
    return register


def check_kind(content: bytes) -> None:
    """Raise ImportRefused for what can be seen without reading it: too big, empty, a picture."""
    check_size(len(content))
    if not content[:10_000].strip(b"\x00 \t\r\n\xef\xbb\xbf") and not content.strip(
        b"\x00 \t\r\n\xef\xbb\xbf"
    ):
        raise ImportRefused(_("Filen er tom. Har du gemt den, før du sendte den?"))
    if not content.startswith(b"PK"):
        _refuse_what_is_no_table(content)


def _read_text(name: str, content: bytes, encoding: str) -> RegisterFile:
    decoded = decode(content, encoding=encoding)
    start = decoded.text.lstrip()[:200].lower()
    if start.startswith(("{", "[")):
        return RegisterFile(name, FileFormat.HSDS, _tables_of_json(decoded.text))
    if start.startswith(("<html", "<!doctype", "<table", "<?xml")):
        raise _not_a_table(_("en webside eller XML"))
    table = read_csv(name, decoded.text, is_header=looks_like_header)
    return RegisterFile(name, FileFormat.CSV, (table,), decoded.encoding, decoded.certain)


def _tables_of_json(text: str) -> tuple:  # type: ignore[type-arg]
    try:
        return tables_of_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise ImportRefused(
            _("Filen ligner JSON, men kan ikke læses. Hent den igen, eller brug CSV.")
        ) from error


def _refuse_what_is_no_table(content: bytes) -> None:
    for start, what in _REFUSED:
        if content.startswith(start):
            raise _not_a_table(what)
    if content.startswith(_OLD_OFFICE):
        raise ImportRefused(
            _(
                "Filen er i det gamle Excel-format (.xls) eller låst med adgangskode. Åbn den i "
                "Excel, vælg »Gem som« og »Excel-projektmappe (.xlsx)«, og send den nye fil."
            )
        )
    if b"\x00" in content[:4000] and not _may_be_utf16(content):
        raise _not_a_table(_("et program eller en anden binær fil"))


def _may_be_utf16(content: bytes) -> bool:
    head = content[:4000]
    return content[:2] in (b"\xff\xfe", b"\xfe\xff") or any(
        head[start::2].count(0) > 0.3 * len(head) for start in (0, 1)
    )


def _not_a_table(what: str | Promise) -> ImportRefused:
    return ImportRefused(
        _(
            "Filen er %(what)s og ikke en tabel. Gem listen som CSV eller Excel (.xlsx), "
            "og send den. Intet er lagt ind."
        )
        % {"what": what}
    )


def _read_zip(name: str, content: bytes, encoding: str) -> RegisterFile:
    with open_zip(content) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return RegisterFile(
                name, FileFormat.EXCEL, (read_excel(content, is_header=looks_like_header),)
            )
        if "mimetype" in names or "[Content_Types].xml" in names:
            raise ImportRefused(
                _(
                    "Filen er et dokument, vi ikke kan læse som tabel. Er det et regneark, "
                    "så gem det som Excel (.xlsx) eller CSV, og send den fil."
                )
            )
        return _read_csv_folder(name, archive, encoding)


def _read_csv_folder(name: str, archive: ZipFile, encoding: str) -> RegisterFile:
    entries = [entry for entry in archive.infolist() if _is_csv(entry)]
    if not entries:
        raise ImportRefused(
            _("Der er ingen CSV-filer i zip-filen. Pak den ud, og send selve listen.")
        )
    if len(entries) > MAX_FILES:
        raise ImportRefused(
            _("Der er mere end %(limit)s filer i zip-filen. Det ligner ikke et register.")
            % {"limit": MAX_FILES}
        )
    room = MAX_UNPACKED
    tables = []
    certain = True
    for entry in entries:
        data = unpack(archive, entry, room)
        room -= len(data)
        decoded = decode(data, encoding=encoding)
        certain = certain and decoded.certain
        tables.append(read_csv(PurePosixPath(entry.filename).name, decoded.text))
    if not any(PurePosixPath(table.name).stem.startswith("organization") for table in tables):
        raise ImportRefused(
            _(
                "Der er ingen organizations.csv i zip-filen. En HSDS-pakke skal have den. "
                "Er det en almindelig liste, så send CSV-filen alene."
            )
        )
    return RegisterFile(name, FileFormat.HSDS, tuple(tables), certain=certain)


def _is_csv(entry: ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() == ".csv" and not entry.is_dir() and not hidden
