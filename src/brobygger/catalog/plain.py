"""What is wrong with a catalogue file, said to the one who is to put it right."""

import re

from brobygger.catalog.exceptions import CatalogError

# What the check says, and the same in plain Danish; the names it quotes are kept.
_WORDS = [
    (r"Input tag '(.+?)' found using 'kind'", "der er ingen slags felt, der hedder »{0}«"),
    (r"(?:^|\.)en: Field required", "den engelske tekst mangler"),
    (r"(?:^|\.)da: Field required", "den danske tekst mangler"),
    (r"(\w+): Field required", "»{0}« mangler"),
    (r"id '(.+?)' is used twice", "id'et »{0}« står to gange; giv det ene et andet"),
    (r"'(.+?)' is given twice", "»{0}« står to gange samme sted; slet det ene"),
    (r"(\w+): Extra inputs are not permitted", "»{0}« kan ikke stå her; er det stavet rigtigt?"),
    (
        r"(\w+): has another shape in version (\d+)",
        "feltet »{0}« er en anden slags i version {1} end før; giv det nye felt sit eget id",
    ),
    (r"'(.+?)' and '(.+?)' lie on each other", "felterne »{0}« og »{1}« ligger oven i hinanden"),
    (r"'(.+?)' lies outside the sheet", "feltet »{0}« rager ud over arket"),
    (r"names '(.+?)': no such field", "her bliver nævnt feltet »{0}«, som redskabet ikke har"),
    (r"(?:takes from|mirrors) (\S+), which is not", "feltet »{0}« findes ikke"),
    (r"there is no source '(.+?)'", "der er ingen kilde, der hedder »{0}«"),
    (r"not named after its tool '(.+?)'", "filen skal hedde {0}.yaml som redskabet i den"),
    (r"(\S+) version (\d+) stands in two files", "{0} version {1} står i to filer; slet den ene"),
]


def in_danish(error: CatalogError) -> str:
    """File, line, reason, and what to do."""
    line = f", linje {error.line}" if error.line else ""
    return (
        f"Redskabet i filen {error.path.name}{line} kan ikke læses: {_reason(error.reason)}. "
        "Ret filen, og start igen. Intet er ændret."
    )


def _reason(said: str) -> str:
    for pattern, words in _WORDS:
        found = re.search(pattern, said)
        if found:
            return words.format(*found.groups())
    return said.rstrip(".")
