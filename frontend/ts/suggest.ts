/**
 * Names offered while one writes: an input with data-suggest asks that address and fills its list.
 * Without JavaScript the name is simply typed; it is looked up when it is saved.
 */
const PAUSE = 250;

let waiting = 0;
let asked: AbortController | undefined;

async function offer(input: HTMLInputElement, list: HTMLElement): Promise<void> {
  asked?.abort();
  asked = new AbortController();
  const url = `${input.dataset["suggest"]}?q=${encodeURIComponent(input.value)}`;
  try {
    const answer = await fetch(url, { signal: asked.signal, headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || answer.redirected) return;
    const options = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("option");
    list.replaceChildren(...options);
  } catch {
    // Given up because more was typed, or there is no connection: writing goes on without.
  }
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.dataset["suggest"] || !input.list) return;
  const list = input.list;
  clearTimeout(waiting);
  waiting = window.setTimeout(() => void offer(input, list), PAUSE);
});
