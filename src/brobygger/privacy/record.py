"""The part of docs/privacy/fortegnelse.md that the retention file already says."""

from brobygger.privacy.policy import policy
from brobygger.privacy.schema import Entry

BEGIN = "<!-- begynd: skrevet af `brobygger manage privacy_record --write` -->"
END = "<!-- slut -->"
_HEAD = """| Tabel | Oplysninger om mennesker | Hvorfor | Hvor længe |
|---|---|---|---|"""


def tables() -> str:
    """Every table with something on people, in the order of the floors, as a Markdown table."""
    rows = [_row(label, entry) for label, entry in policy().items() if entry.personal]
    return "\n".join([_HEAD, *rows])


def filled(document: str) -> str:
    """The document with the tables as they are now. Raises ValueError without its two marks."""
    before, begin, rest = document.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the document lacks {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _row(label: str, entry: Entry) -> str:
    fields = ", ".join(f"`{name}`" for name in entry.personal)
    until = entry.until
    if entry.archive:
        until += " Hos en myndighed først, når sagen er afleveret til arkivet."
    return f"| `{label}` | {fields} | {_cell(entry.why)} | {_cell(until)} |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
