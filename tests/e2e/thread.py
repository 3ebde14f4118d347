"""The steps of the thread, each as a person does it, in Danish or English."""

import re
from dataclasses import dataclass
from io import BytesIO

from playwright.sync_api import FilePayload, expect
from pypdf import PdfReader

from tests.e2e.mail import await_mail, code_in, link_in
from tests.e2e.site import Site
from tests.e2e.visitor import Visitor
from tests.mailserver import PostOffice

# Names that are nobody's language, so that nothing Danish can hide behind them.
ASSOCIATION, COMPANY = "Anemonerne", "Revision Nord"
TITLE = "Bogholderi 2027"
HEADER = (
    "Navn;Slags;Postnummer;By;E-mail;Målgruppe;Kan tilbyde;Mangler;"
    "Kontaktperson;Kontaktperson e-mail"
)
# What the cells say, in the language of the one who reads the register.
TERMS = {
    "danish": ("Forening", "Virksomhed", "Kvinder", "Regnskab", "Madlavning", "Børn", "Lokaler"),
    "english": (
        "Association",
        "Company",
        "Women",
        "Accounting",
        "Cooking",
        "Children",
        "Premises",
    ),
}


@dataclass(frozen=True)
class Cast:
    """Who takes part in one run of the thread."""

    slug: str
    coordinator: str
    association: str
    company: str


PEOPLE = """
from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import User
from brobygger.authorization.roles import Role
from brobygger.workspaces.domain.workspaces import add_member, create_workspace

workspace = create_workspace(slug="{cast.slug}", name="{cast.slug}".title(), by=None)
for email in "{cast.coordinator}", "{cast.association}", "{cast.company}":
    get_or_create_user(email=email, name=email.split("@")[0].title())
    User.objects.filter(email=email).update(language="{language}")
maja = User.objects.get(email="{cast.coordinator}")
add_member(workspace=workspace, user=maja, role=Role.COORDINATOR, by=None)
"""


def make_cast(site: Site, *, english: bool) -> Cast:
    """A workspace of their own; the association and the company are invited in the pages."""
    slug = "birch" if english else "birkelund"
    cast = Cast(slug, *(f"{who}@{slug}.example" for who in ("maja", "fatma", "karen")))
    site.python(PEOPLE.format(cast=cast, language="en" if english else "da"))
    return cast


def register_of(cast: Cast) -> bytes:
    """The register as somebody's old system wrote it: semicolons and Windows-1252."""
    language = "english" if cast.slug == "birch" else "danish"
    association, company, women, accounting, cooking, children, premises = TERMS[language]
    rows = [
        HEADER,
        (
            f"{ASSOCIATION};{association};8999;Birkelund;post@anemonerne.example;{women};{cooking};"
            f"{accounting};Fatma Aslan;{cast.association}"
        ),
        (
            f"{COMPANY};{company};8999;Birkelund;post@nord.example;;{accounting};;"
            f"Karen Lund;{cast.company}"
        ),
        f"Æblehaven;{association};8X99;Birkelund;post@have.example;{children};{premises};;;",
        f"Sølund IF;{association};8999;Birkelund;post@bold.example;{children};;{premises};;",
    ]
    return "\r\n".join([*rows, ""]).encode("cp1252")


def import_register(maja: Visitor, cast: Cast) -> None:
    """The register in, seen row by row before it is written; a broken row stays out."""
    maja.open("/")
    maja.follow("Læg registret ind")
    maja.submit("Send filen")
    assert maja.page.locator("[aria-invalid=true], .form-error").count()
    file = FilePayload(name="liste.csv", mimeType="text/csv", buffer=register_of(cast))
    maja.page.locator("input[type=file]").set_input_files(file)
    maja.submit("Send filen")
    maja.submit("Se rækkerne igennem")
    maja.sees(ASSOCIATION, "8X99")
    maja.page.locator("form[action$='/commit/'] button").click()
    maja.page.get_by_text(maja.say("Filen er lagt ind")).wait_for()
    maja.look()
    maja.follow("Se registret")
    maja.sees(ASSOCIATION, COMPANY)


def open_from_match(maja: Visitor, cast: Cast) -> str:
    """From the actor to its best match to a collaboration; answers where the thread is."""
    maja.open(f"/w/{cast.slug}/actors/")
    maja.follow(ASSOCIATION)
    maja.follow("Find samarbejdsparter")
    maja.sees(COMPANY, "Derfor kunne de mødes")
    maja.follow("Åbn samarbejde")
    maja.page.locator("input[name=title]").fill(TITLE)
    maja.page.locator("textarea[name=purpose]").fill("1 × 12 = 12")
    maja.submit("Åbn samarbejdet")
    assert maja.heading == TITLE
    return maja.path


def invite(maja: Visitor, cast: Cast, actor: str, name: str, email: str, office: PostOffice) -> str:
    """Ask somebody to speak for an actor; answers the link they got."""
    before = len(office.mails)
    maja.open(f"/w/{cast.slug}/actors/")
    maja.follow(actor)
    maja.unfold("Invitér en repræsentant")
    form = maja.page.locator("#representatives form", has=maja.page.locator("[type=email]"))
    form.locator("[name$=name]").fill(name)
    form.locator("[type=email]").fill(email)
    maja.submit("Send invitation", inside=form)
    maja.sees(email)
    return link_in(await_mail(office, email, after=before))


def begin_sheet(visitor: Visitor, tool: str) -> None:
    """On the page to begin a sheet: the tool lies open, or folded under its stage."""
    button = visitor.page.locator(f"form:has([name=tool][value={tool}]) button[name=party]").first
    if not button.is_visible():
        visitor.page.locator(f"details:has([name=tool][value={tool}]) > summary").click()
    with visitor.page.expect_navigation():
        button.click()


def go_to_field(visitor: Visitor, field: str) -> None:
    """On a phone one field is shown at a time; the map leads to any of them."""
    if not visitor.page.locator(f"#field-{field}").is_visible():
        visitor.page.locator(f".bb-sheetmap__cell[href$='/fields/{field}/']").click()
    expect(visitor.page.locator(f"#field-{field}")).to_be_visible()


def await_saved(visitor: Visitor, field: str) -> None:
    """Leave the field, and wait until the page says when it was saved."""
    visitor.page.locator(f"#field-{field} :focus").press("Tab")
    expect(visitor.page.locator(f"#state-{field}")).to_contain_text(re.compile(r"\d\d[.:]\d\d"))
    expect(visitor.page.locator(f"#field-{field} .bb-saved--saving")).to_have_count(0)


def fill_sheet(visitor: Visitor, thread: str) -> None:
    """Begin one's own sheet, write in it, and see it saved."""
    visitor.open(thread)
    visitor.follow("Begynd jeres ark")
    begin_sheet(visitor, "t1_activity")
    visitor.look()
    go_to_field(visitor, "purpose")
    visitor.page.locator("#input-purpose").fill("Strik & snak: 10 × 2 = 20")
    await_saved(visitor, "purpose")
    visitor.page.reload()
    expect(visitor.page.locator("#input-purpose")).to_have_value("Strik & snak: 10 × 2 = 20")


def paper_of(visitor: Visitor, name: str) -> PdfReader:
    """The PDF behind a link."""
    link = visitor.page.get_by_role("link", name=visitor.say(name)).first
    return PdfReader(BytesIO(visitor.fetch(str(link.get_attribute("href")))))


def share_sheet(visitor: Visitor, thread: str) -> None:
    """Let the other party read what is written, chosen field by field."""
    visitor.open(thread)
    with visitor.page.expect_navigation():
        visitor.page.locator("a[href$='/share/']").locator("visible=true").first.click()
    visitor.look()
    visitor.page.locator("label[for=share-purpose]").click()
    visitor.page.locator("#preview").get_by_text("10 × 2 = 20").wait_for()
    visitor.submit("Gem, hvad vi deler")


def write_agreement(visitor: Visitor, thread: str) -> None:
    """Begin from what is known, and fill in what is missing."""
    visitor.open(f"{thread}agreement/")
    visitor.submit("Begynd aftalen")
    visitor.follow("Skriv i aftalen")
    page = visitor.page
    texts = {"purpose": "12 × bilag", "activity": "Bogholderi, 2 timer"}
    for field, text in texts.items():
        go_to_field(visitor, field)
        page.locator(f"#input-{field}").fill(text)
        await_saved(visitor, field)
    rows = {
        "resources": {"what": "Laptop", "who": COMPANY},
        "roles": {"task": "Bilag", "who": ASSOCIATION},
        "status_meetings": {"first_on": "2027-03-04", "at": "16:30", "place": "Lokale 2"},
        "period": {"starts_on": "2027-01-01", "ends_on": "2027-12-31"},
    }
    for field, cells in rows.items():
        go_to_field(visitor, field)
        for column, text in cells.items():
            page.locator(f"#field-{field} [name$='-{column}']").first.fill(text)
        if field == "status_meetings":
            page.locator("#field-status_meetings select").first.select_option("quarter")
        await_saved(visitor, field)


def send_to_signing(visitor: Visitor, thread: str, cast: Cast) -> None:
    """Name those who sign, lock the text."""
    visitor.open(f"{thread}agreement/")
    visitor.follow("Vælg, hvem der skriver under")
    signs = {ASSOCIATION: ("Fatma Aslan", cast.association), COMPANY: ("Karen Lund", cast.company)}
    for actor, (name, email) in signs.items():
        group = visitor.page.locator("fieldset", has_text=actor)
        group.locator("[name$=name]").fill(name)
        group.locator("[name$=email]").fill(email)
    visitor.submit("Lås teksten, og send til underskrift")


def sign(visitor: Visitor, office: PostOffice, email: str, name: str, after: int) -> None:
    """Sign with the link and the code from two mails, without an account."""
    visitor.open(link_in(await_mail(office, email, after=after, having="/sign/"), "/sign/"))
    before = len(office.mails)
    visitor.submit("Send mig en kode")
    code = code_in(await_mail(office, email, after=before))
    visitor.page.locator("input[name=name]").fill(name)
    visitor.page.locator("input[name=code]").fill(code)
    visitor.submit("Skriv under på aftalen")
    assert visitor.heading == visitor.say("Du har skrevet under")
