"""At the table: an answer is spoken into the telephone, kept as one goes, and there afterwards."""

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.site import Site

# The browser's own listener, with words put into its mouth by `say(…)`.
LISTENER = """
class Listener extends EventTarget {
  start() { window.heard = this; }
  stop() { this.dispatchEvent(new Event("end")); }
}
window.SpeechRecognition = window.webkitSpeechRecognition = Listener;
window.say = (words) => {
  const event = new Event("result");
  event.resultIndex = 0;
  event.results = [Object.assign([{ transcript: words }], { isFinal: true })];
  window.heard.dispatchEvent(event);
};
"""


def test_an_answer_is_spoken_and_kept(visit: Visit, demo_site: Site) -> None:
    visitor = visit(demo_site)
    page = visitor.page
    page.add_init_script(LISTENER)
    visitor.open("/demo/")
    page.locator("button[name=role][value=koordinator]").click()
    visitor.open("/w/fjordby/visits/")
    page.locator(".bb-list__title a").first.click()
    field = page.locator("#field-ideas")
    talk = field.locator(".bb-talk")
    expect(talk).to_have_attribute("aria-pressed", "false")

    talk.click()
    page.evaluate("say('En gåtur')")
    page.evaluate("say('om tirsdagen')")

    expect(field.locator(".bb-saved")).to_contain_text("Gemt")
    talk.click()
    expect(talk).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(page.locator("#input-ideas")).to_have_value("En gåtur om tirsdagen")
