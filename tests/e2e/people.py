"""What people do again and again: log in, choose a language."""

from tests.e2e.mail import await_mail, code_in
from tests.e2e.visitor import Visitor
from tests.mailserver import PostOffice


def log_in(visitor: Visitor, office: PostOffice, email: str) -> None:
    """Get a code by mail and use it."""
    before = len(office.mails)
    if not visitor.page.url.startswith(f"{visitor.address}/account/login/"):
        visitor.open("/account/login/")
    visitor.write("Din e-mail", email)
    visitor.submit("Send mig en kode")
    field = visitor.page.locator("input[name=code]")
    field.fill(code_in(await_mail(office, email, after=before)))
    visitor.submit("Log ind", inside=visitor.page.locator("form", has=field))


def speak_english(visitor: Visitor) -> None:
    """Switch to English with the button in the header, as people do."""
    button = visitor.page.get_by_role("button", name="English")
    if not button.first.is_visible():
        visitor.page.locator("summary", has_text="Menu").click()
    with visitor.page.expect_navigation():
        button.locator("visible=true").first.click()
    visitor.english = True
    visitor.seen.clear()
    visitor.look()
