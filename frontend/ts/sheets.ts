/**
 * A sheet saves each field by itself. HTMX sends and swaps; this file keeps three promises:
 * the state of saving stands in words, nothing typed is overwritten by an answer, and what could not
 * be saved is tried again until it is. It also listens for the keys that go on and save.
 */
import htmx from "htmx.org";

const RETRY_FIRST = 3_000;
const RETRY_MOST = 30_000;

type Field = HTMLElement;

const sent = new WeakMap<Field, string>();
const wait = new WeakMap<Field, number>();
const unsaved = new Set<string>();

function fieldOf(node: EventTarget | null): Field | null {
  return node instanceof Element ? node.closest<Field>("[data-field]") : null;
}

/** What stands in the field now, without the hidden state. */
function typed(field: Field): string {
  const controls = field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    "input:not([type=hidden]), textarea, select",
  );
  return JSON.stringify([...controls].map((one) =>
    one instanceof HTMLInputElement && (one.type === "checkbox" || one.type === "radio") ? one.checked : one.value));
}

function say(field: Field, words: string, state: "" | "saving" | "failed"): void {
  const place = field.querySelector<HTMLElement>(".bb-saved");
  const text = place?.querySelector<HTMLElement>("[data-words]");
  if (!place || !text) return;
  if (text.textContent !== words) text.textContent = words;
  place.classList.toggle("bb-saved--saving", state === "saving");
  place.classList.toggle("bb-saved--failed", state === "failed");
}

/** After logging in again in another window the page's token is old: fetch one without leaving the page. */
async function freshToken(): Promise<void> {
  const answer = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (!token || !page.querySelector("[data-sheet]")) return;
  document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.setAttribute("content", token);
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name=csrfmiddlewaretoken]")) input.value = token;
}

function start(board: HTMLElement): void {
  const words = board.dataset as Record<string, string>;
  const total = document.querySelector<HTMLElement>("[data-total]");

  const count = (field: Field, saved: boolean): void => {
    if (saved) unsaved.delete(field.id);
    else unsaved.add(field.id);
    if (!total) return;
    const text = unsaved.size ? words["typing"] : total.dataset["saved"];
    if (text && total.textContent !== text) total.textContent = text;
    total.classList.toggle("bb-saved--saving", unsaved.size > 0);
  };

  if (total) total.textContent = total.dataset["saved"] ?? "";

  const retry = (field: Field, why: string): void => {
    say(field, why, "failed");
    count(field, false);
    const pause = Math.min((wait.get(field) ?? RETRY_FIRST / 2) * 2, RETRY_MOST);
    wait.set(field, pause);
    setTimeout(() => htmx.trigger(document.getElementById(field.id) ?? field, "again"), pause);
  };

  board.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    say(field, words["typing"] ?? "", "saving");
    count(field, false);
  });

  board.addEventListener("htmx:beforeRequest", (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    sent.set(field, typed(field));
    say(field, words["saving"] ?? "", "saving");
  });

  board.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent).detail;
    const field = fieldOf(detail.requestConfig?.elt ?? null);
    if (!field) return;
    const answer = detail.xhr as XMLHttpRequest;
    if (answer.getResponseHeader("X-Sheet-Field") !== field.dataset["field"]) {
      if (answer.status < 400) {
        detail.shouldSwap = false;
        retry(field, words["shut"] ?? "");
      }
      return;
    }
    wait.delete(field);
    if (sent.get(field) === typed(field)) {
      count(field, answer.status < 400);
    } else if (answer.getResponseHeader("HX-Retarget")) {
      // Written on while the answer was on its way: keep the words, save again from the same base.
      detail.shouldSwap = false;
      say(field, words["typing"] ?? "", "saving");
      setTimeout(() => htmx.trigger(field, "again"), 0);
    }
  });

  board.addEventListener("htmx:afterSwap", (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    if (sent.has(field) && sent.get(field) !== typed(field)) {
      // What was sent is saved; what was typed meanwhile is not yet.
      say(field, words["typing"] ?? "", "saving");
      return;
    }
    const state = field.querySelector(".bb-saved");
    state?.classList.remove("bb-saved--saving");
    state?.classList.toggle("bb-saved--failed", field.classList.contains("bb-field--error"));
  });

  // A field that came back whole: the keyboard stays in it.
  board.addEventListener("htmx:load", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLElement) || !field.dataset["field"]) return;
    if (document.activeElement === document.body) field.focus({ preventScroll: true });
  });

  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    board.addEventListener(name, (event) => {
      const field = fieldOf(event.target);
      if (!field) return;
      event.stopPropagation(); // said in the field; the page's own message would come at every try
      const status = ((event as CustomEvent).detail.xhr as XMLHttpRequest | undefined)?.status ?? 0;
      if (status === 400 || status === 413) {
        // More than the server takes: trying again would not help. It stands here until it is shorter.
        say(field, words["toolong"] ?? words["failed"] ?? "", "failed");
        count(field, false);
        return;
      }
      if (status === 403) void freshToken();
      retry(field, words[status === 403 || status === 404 ? "shut" : "failed"] ?? "");
    });
  }

  window.addEventListener("online", () => {
    for (const id of unsaved) htmx.trigger(`#${id}`, "again");
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
  document.getElementById("sheet-form")?.addEventListener("submit", () => unsaved.clear());
  keys(board);
}

/**
 * Ctrl+Enter goes on: to the next field of the sheet, or to the next page when there is one field.
 * Ctrl+S saves the field one stands in instead of the page as a file.
 */
function keys(board: HTMLElement): void {
  board.addEventListener("keydown", (event) => {
    const field = fieldOf(event.target);
    if (!field || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === "s") {
      event.preventDefault();
      htmx.trigger(field, "again");
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const onward = board.querySelector<HTMLButtonElement>("[data-onward]");
    if (onward) {
      onward.click();
      return;
    }
    const all = [...board.querySelectorAll<Field>("[data-field]")];
    const next = all[all.indexOf(field) + 1];
    htmx.trigger(field, "again");
    next?.querySelector<HTMLElement>("textarea, select, input:not([type=hidden])")?.focus();
  });
}

const begin = (): void => {
  const board = document.querySelector<HTMLElement>("[data-sheet]");
  if (board) start(board);
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
