"""An agreement as most are: every point of the tool answered in a sentence or a few lines."""

from datetime import UTC, date, datetime

from brobygger.paper import (
    AgreementPaper,
    PaperAuditLine,
    PaperClause,
    PaperParty,
    PaperSignature,
    PaperTable,
)

PARTIES = (
    ("Fjordby Børnekor", "Liv Damgaard", "liv@kor.example"),
    ("Fritidsklubben Fyret", "Kasper Lund", "kasper@fritidsklub.example"),
    ("Søndervangskolen", "Pia Mortensen", "pia@soendervangskolen.example"),
)
GIVES = PaperTable(
    ("Hvad", "Fra hvem", "Hvor meget", "Hvornår"),
    (
        ("Korleder", "Fjordby Børnekor", "En eftermiddag om ugen", "Skoleåret"),
        ("Musikrum og saft", "Fritidsklubben Fyret", "Halvanden time", "Onsdag"),
        ("Plads i ugebrevet", "Søndervangskolen", "Fire gange", "Hvert kvartal"),
    ),
)
ROLES = PaperTable(
    ("Opgave", "Rolle", "Hvilken part"),
    (
        ("Leder koret", "Udførende", "Fjordby Børnekor"),
        ("Tager børnene med og rydder op bagefter", "Udførende", "Fritidsklubben Fyret"),
        ("Fortæller forældrene om koret", "Rekrutterende og brobyggende", "Søndervangskolen"),
    ),
)
GAINS = PaperTable(
    ("Samarbejdspart", "Udbytte"),
    (
        ("Fjordby Børnekor", "Nye sangere"),
        ("Fritidsklubben Fyret", "En ny aktivitet"),
        ("Søndervangskolen", "Børn, der tør stå frem"),
    ),
)
CLAUSES = (
    PaperClause("Fælles formål", "Et børnekor, der øver i klubben, hvor børnene i forvejen er."),
    PaperClause("Det vil vi kunne se", "25 børn synger i kor. Otte af dem går til byens børnekor."),
    PaperClause("Målgruppe", "Børn på 7 til 11 år fra Søndervangskolen og Fyret."),
    PaperClause(
        "Sådan siger vi det til borgerne",
        "Skolen skriver til forældrene. Klubben tager børnene med første gang.",
    ),
    PaperClause("Aktiviteten", "Korprøve med leg, en koncert før sommer og en til jul."),
    PaperClause("Sted", "Musikrummet i Fyret."),
    PaperClause("Tid", "Onsdag kl. 14.30 til 16."),
    PaperClause("Hvor tit", "Hver uge"),
    PaperClause("Hvor længe", "Halvanden time"),
    PaperClause("Det giver hver part", table=GIVES),
    PaperClause("Roller og opgaver", table=ROLES),
    PaperClause("Måden vi gør det på", "Alle synger med. Sangene vælger børnene på skift."),
    PaperClause("Ansvar for fremdrift", "Liv fra Fjordby Børnekor."),
    PaperClause(
        "Statusmøder",
        points=(
            "Hvor ofte: Hvert halve år",
            "Første møde: lørdag den 4. juli 2026",
            "Klokken: kl. 15.00",
            "Hvem indkalder: Liv",
        ),
    ),
    PaperClause("Når noget driller", "Vi tager det op med det samme, uden børnene."),
    PaperClause("Når der er for få frivillige", "Klubbens pædagog synger for, til der er en ny."),
    PaperClause("Det får hver part ud af det", table=GAINS),
    PaperClause(
        "Start og slut",
        points=("Fra: torsdag den 15. januar 2026", "Til: tirsdag den 12. januar 2027"),
    ),
    PaperClause("Når tiden er gået", "Vi mødes i god tid før jul."),
    PaperClause("Forankring", "Koret søger selv om penge fra næste skoleår."),
)
LEVEL = "Link og engangskode sendt til e-mailadressen"


def typical(parties: int) -> AgreementPaper:
    """Twenty clauses, signed by everybody."""
    who = PARTIES[:parties]
    at = [datetime(2026, 1, 7 + n, 19, 27, tzinfo=UTC) for n in range(parties)]
    return AgreementPaper(
        title="Kor i fritidsklubben",
        number=1,
        date=date(2026, 1, 2),
        parties=tuple(PaperParty(*one, f"00 15 25 3{n}") for n, one in enumerate(who)),
        clauses=CLAUSES,
        signatures=tuple(
            PaperSignature(one[0], one[1], moment, LEVEL)
            for one, moment in zip(who, at, strict=True)
        ),
        content_hash="57db9384ecf1ceb576003ceedd19b0d744d2a1f31f069b425b4fc8844cf319f1",
        audit=tuple(
            PaperAuditLine(moment, f"{one[1]} skrev under for {one[0]}.")
            for one, moment in zip(who, at, strict=True)
        ),
    )
