"""The kinds of field, and their parts, in the words of the person who adds one.

A new kind in the catalogue needs a line in `KIND_WORDS`, and names for parts no other kind has.
"""

from typing import get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brobygger.catalog import fields
from brobygger.catalog.parts import FieldBase

Words = str | Promise

KINDS: dict[str, type[FieldBase]] = {
    get_args(one.model_fields["kind"].annotation)[0]: one for one in get_args(fields.Field)
}

# In the order people ask for them: the name, and what it is good for.
KIND_WORDS: dict[str, tuple[Words, Words]] = {
    "text": (_("Fri tekst"), _("Plads til at skrive med egne ord.")),
    "notes": (_("Sedler"), _("Mange korte bidrag, der kan samles i grupper og få stemmer.")),
    "choice": (_("Valg mellem svar"), _("Et eller flere svar, I har beskrevet på forhånd.")),
    "checklist": (_("Tjekliste"), _("Punkter, man sætter flueben ved.")),
    "scale": (_("Skala mellem to poler"), _("Hver sætter et mærke, og I ser spredningen.")),
    "pair": (_("Nu og ønsket"), _("Sådan er det, sådan vil vi have det, og hvad der skal til.")),
    "roles": (_("Opgaver og roller"), _("Hvem tager hvilken opgave, og i hvilken rolle.")),
    "resources": (_("Ressourcer"), _("Hvad bliver lagt i det, af hvem, hvor meget og hvornår.")),
    "measure": (_("Mål, der kan tælles"), _("Hvad I tæller, i hvilken enhed, og hvor I vil hen.")),
    "table": (_("Tabel"), _("Linjer med de kolonner, I selv vælger.")),
    "party": (_("Parter og kontakter"), _("Organisationer med en person at ringe til.")),
    "person": (_("Kontaktpersoner"), _("Navn, rolle, telefon og mail hos en organisation.")),
    "actor": (_("Samarbejdsparter"), _("Henviser til nogen i jeres register.")),
    "date": (_("Dato"), _("Én dag.")),
    "period": (_("Periode"), _("Fra en dag til en anden.")),
    "recurrence": (_("Fast rytme"), _("Hvor ofte I mødes, hvor, og hvem der indkalder.")),
}

# What the parts of tools, steps and fields are called where one writes them: name and help.
PART_WORDS: dict[str, tuple[Words, Words]] = {
    "title": (pgettext_lazy("part of a tool", "Titel"), ""),
    "question": (_("Spørgsmål"), _("Det, I spørger om. Kort og til at svare på.")),
    "help": (_("Hjælp"), _("Et råd til den, der går i stå.")),
    "example": (_("Eksempel"), _("Et opdigtet svar.")),
    "private": (_("Kun for os selv"), _("Bliver aldrig delt, heller ikke når arket bliver delt.")),
    "lines": (_("Linjer på skærmen"), _("Hvor stor tekstboksen er fra start.")),
    "choices": (_("Svar at vælge mellem"), ""),
    "vocabulary": (_("Ordliste at vælge fra"), _("I stedet for egne svar.")),
    "own_words": (_("Man må også skrive egne ord"), ""),
    "votes": (_("Man kan stemme på sedlerne"), ""),
    "steps": (_("Trin"), ""),
    "several": (_("Man må vælge flere svar"), ""),
    "items": (_("Punkter"), ""),
    "roles": (pgettext_lazy("part of a tool", "Roller"), ""),
    "who": (_("Overskrift over, hvem der tager opgaven"), ""),
    "table": (_("Kolonner"), ""),
    "rhythms": (_("Svar på «Hvor ofte»"), ""),
    "description": (_("Forklaring"), ""),
    "input": (_("Hvad skriver man"), ""),
    "options": (_("Svar i kolonnen"), _("Kun når man skal vælge i kolonnen.")),
    "suggests": (_("Forslag, mens man skriver"), ""),
    "width": (_("Bredde i tolvtedele"), ""),
    "why": (_("Overskrift over begrundelsen"), ""),
    "groups": (_("Grupper"), _("Er der ingen, finder I selv på dem undervejs.")),
    "left": (_("Polen til venstre"), ""),
    "right": (_("Polen til højre"), ""),
    "examples": (_("Eksempler"), ""),
    "of": (_("Hvad får et mærke"), _("For eksempel en aktivitet eller en deltager.")),
    "group": (_("Overskrift over hele gruppens mærke"), ""),
    "present": (_("Overskrift over det, der er nu"), ""),
    "wished": (_("Overskrift over det, I ønsker"), ""),
    "takes": (_("Overskrift over, hvad der skal til"), ""),
    "satisfied": (_("Ordene for «vi er tilfredse»"), ""),
    "summary": (_("Hvad er det til"), _("To eller tre sætninger på listen over redskaber.")),
    "when": (pgettext_lazy("part of a tool", "Hvornår"), _("Hvornår er det godt at bruge?")),
    "people": (_("Hvem er med"), ""),
    "case": (_("Sådan kan det gå"), _("Et opdigtet eksempel.")),
    "belongs_to": (_("Hvem udfylder arket"), ""),
    "scope": (_("Hvad handler et ark om"), _("Kun for ark, man udfylder hos sig selv.")),
    "speaks_of": (_("Hvem er «vi» på arket"), ""),
    "stage": (_("Hvornår på vejen"), _("Hvor det står på listen over redskaber.")),
    "series": (_("Hører til en række af ark"), ""),
    "wording": (_("Skrevet til"), _("For eksempel en forening eller en kommune.")),
    "number": (_("Nummer i rækken"), ""),
    "sources": (_("Bygger på"), _("Vælg mindst én.")),
    "themes": (_("Temaer"), _("Felter, der hører sammen, og det spørgsmål, snakken slutter med.")),
    "fields": (_("Felter i temaet"), ""),
    "discuss": (_("Spørgsmål at slutte med"), ""),
    "text": (_("Sådan gør I"), ""),
    "minutes": (_("Minutter"), ""),
}

# Answers of the fixed lists, and names of the vocabularies.
ANSWERS: dict[str, Words] = {
    "line": _("En linje"),
    "lines": _("Flere linjer"),
    "date": _("En dato"),
    "time": _("Et klokkeslæt"),
    "choice": _("Et svar fra en liste"),
    "email": _("En mailadresse"),
    "phone": _("Et telefonnummer"),
    "actor": _("En fra registret"),
    "number": _("Et tal"),
    "organisation": _("Hver organisation for sig selv"),
    "collaboration": _("Alle parter sammen"),
    "workspace": _("Arbejdsrummet, på besøg"),
    "activity": _("Én aktivitet"),
    "relation": _("Forholdet til en anden"),
    "owner": _("Den, der ejer arket"),
    "partner": _("Den anden part"),
    "ourselves": _("Først hos jer selv"),
    "together": _("Når I mødes"),
    "agreement": _("Når I aftaler"),
    "along": _("Undervejs"),
    "activity_areas": _("aktivitetsområder"),
    "actor_kinds": _("slags samarbejdsparter"),
    "collaboration_forms": _("samarbejdsformer"),
    "collaboration_models": _("samarbejdsmodeller"),
    "competences": _("kompetencer"),
    "languages": _("sprog"),
    "municipalities": _("kommuner"),
    "resources": _("ressourcer"),
    "target_groups": _("målgrupper"),
}
# The same word can answer another question otherwise.
ANSWERS_OF: dict[tuple[str, str], Words] = {
    ("scope", "organisation"): _("Organisationen selv"),
    ("stage", "partner"): _("Hos samarbejdsparten"),
}

# Texts people write more than a line of.
LONG = {
    "question", "help", "example", "description", "examples", "summary", "when", "people",
    "case", "discuss", "text",
}  # fmt: skip


def kind_words(kind: str) -> tuple[Words, Words]:
    """Name and use of a kind; one we have no words for goes by its id."""
    return KIND_WORDS.get(kind, (kind, ""))


def part_words(name: str) -> tuple[Words, Words]:
    """Name and help of a part; one we have no words for goes by its id."""
    return PART_WORDS.get(name, (name, ""))


def answer_words(part: str, answer: str) -> Words:
    """An answer of a fixed list."""
    return ANSWERS_OF.get((part, answer)) or ANSWERS.get(answer, answer)
