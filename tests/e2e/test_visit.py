"""At the table: an answer is spoken into the telephone, kept as one goes, and there afterwards."""

import re

from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Visit
from tests.e2e.site import Site
from tests.e2e.test_demo import become

SAVES = re.compile(r"/sheets/[^/]+/fields/")

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

# All that is told of the field's saving, one thing after the other.
TOLD = """() => {
  const state = document.querySelector("#state-ideas");
  window.told = [];
  new MutationObserver(() => window.told.push(state.innerText.trim()))
    .observe(state, { childList: true, subtree: true, characterData: true });
}"""


def stopped(page: Page, held: list[Route]) -> Route:
    """The next save, on its way."""
    for _try in range(1000):
        if held:
            return held.pop()
        page.wait_for_timeout(20)
    raise AssertionError("nothing was saved")


def test_an_answer_is_spoken_and_kept(visit: Visit, demo_site: Site) -> None:
    visitor = visit(demo_site)
    page = visitor.page
    page.add_init_script(LISTENER)
    become(visitor, "Maja Holm")
    visitor.open("/w/fjordby/visits/")
    page.locator(".bb-list__title a").first.click()
    field = page.locator("#field-ideas")
    talk = field.locator(".bb-talk")
    expect(talk).to_have_attribute("aria-pressed", "false")

    held: list[Route] = []
    page.route(SAVES, lambda route: held.append(route))  # noqa: PLW0108 - it marks the function
    page.evaluate(TOLD)
    talk.click()
    page.evaluate("say('En gåtur')")
    first = stopped(page, held)
    page.evaluate("say('om tirsdagen')")
    first.continue_()
    second = stopped(page, held)
    assert not [told for told in page.evaluate("window.told") if told.startswith("Gemt")]

    second.continue_()
    expect(field.locator(".bb-saved")).to_contain_text("Gemt")
    talk.click()
    expect(talk).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(page.locator("#input-ideas")).to_have_value("En gåtur om tirsdagen")
