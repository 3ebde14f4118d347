"""How much one file may hold, and the words that say so."""

from django.utils.translation import gettext as _

from brobygger.actors.transfer.exceptions import ImportRefused

MEGABYTE = 1024 * 1024
MAX_BYTES = 40 * MEGABYTE
MAX_UNPACKED = 300 * MEGABYTE
MAX_FILES = 200
MAX_ROWS = 200_000
# Larger files are read by the worker, and more rows are laid in by it, with a page that tells how
# far it is.
DIRECT_BYTES = 400_000
DIRECT_ROWS = 500


def check_size(size: int) -> None:
    """Raise ImportRefused when a file of `size` bytes is more than we take."""
    if size > MAX_BYTES:
        raise ImportRefused(
            _(
                "Filen fylder %(size)s MB. Vi tager imod filer på højst %(limit)s MB. "
                "Del den i flere filer, og læg dem ind én ad gangen. Intet er lagt ind."
            )
            % {"size": round(size / MEGABYTE) or 1, "limit": MAX_BYTES // MEGABYTE}
        )


def check_rows(number: int) -> None:
    """Raise ImportRefused when a table has more rows than we take."""
    if number > MAX_ROWS:
        raise ImportRefused(
            _(
                "Filen har mere end %(limit)s rækker. Del den i flere filer, "
                "og læg dem ind én ad gangen. Intet er lagt ind."
            )
            % {"limit": MAX_ROWS}
        )
