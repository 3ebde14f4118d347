/**
 * A sheet saves each field by itself. HTMX sends and swaps; this file keeps three promises:
 * the state of saving stands in words, nothing typed is overwritten by an answer, and what could not
 * be saved is tried again until it is. On phones it also shows one field at a time.
 */
import htmx from "htmx.org";

const RETRY_FIRST = 3_000;
const RETRY_MOST = 30_000;
const PHONE = "(width < 48em)";

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
    const state = field.querySelector(".bb-saved");
    state?.classList.remove("bb-saved--saving");
    state?.classList.toggle("bb-saved--failed", field.classList.contains("bb-field--error"));
  });

  // A field that came back whole: it stays the one in view, and the keyboard stays in it.
  board.addEventListener("htmx:load", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLElement) || !field.dataset["field"]) return;
    const link = document.querySelector(`[data-map-link="${field.dataset["field"]}"]`);
    field.classList.toggle("bb-field--here", link?.hasAttribute("aria-current") ?? false);
    if (document.activeElement === document.body) field.focus({ preventScroll: true });
  });

  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    board.addEventListener(name, (event) => {
      const field = fieldOf(event.target);
      if (!field) return;
      event.stopPropagation(); // said in the field; the page's own message would come at every try
      const status = ((event as CustomEvent).detail.xhr as XMLHttpRequest | undefined)?.status ?? 0;
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
  // A visit is one page from top to bottom, also on a phone.
  if (board.dataset["sheet"] !== "whole") oneAtATime(board);
}

/** On a phone: one field fills the screen, with a map of the sheet and buttons to turn. */
function oneAtATime(board: HTMLElement): void {
  const phone = matchMedia(PHONE);
  const where = board.querySelector<HTMLElement>("[data-where]");
  const fields = (): Field[] => [...board.querySelectorAll<Field>("[data-field]")];
  let here = "";

  const show = (id: string, focus: boolean): void => {
    const all = fields();
    const index = Math.max(0, all.findIndex((one) => one.id === id));
    const field = all[index];
    if (!field) return;
    here = field.id;
    for (const one of all) one.classList.toggle("bb-field--here", one === field);
    for (const link of document.querySelectorAll<HTMLElement>("[data-map-link]")) {
      if (`field-${link.dataset["mapLink"]}` === here) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    if (where) {
      where.textContent = (where.dataset["of"] ?? "").replace("{n}", String(index + 1)).replace("{all}", String(all.length));
    }
    for (const button of board.querySelectorAll<HTMLButtonElement>("[data-turn]")) {
      button.disabled = all[index + Number(button.dataset["turn"])] === undefined;
    }
    if (focus) {
      document.querySelector<HTMLDetailsElement>("[data-map]")?.removeAttribute("open");
      field.focus({ preventScroll: true });
      board.scrollIntoView({ block: "start" });
    }
  };

  const arrange = (): void => {
    board.classList.toggle("bb-board--one", phone.matches);
    for (const bar of board.querySelectorAll<HTMLElement>("[data-onestep]")) bar.hidden = !phone.matches;
    if (!phone.matches) return;
    const wanted = location.hash.slice(1) || here || document.querySelector(".bb-field--error")?.id || "";
    show(wanted, false);
  };

  board.addEventListener("click", (event) => {
    const turn = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-turn]") : null;
    if (!turn) return;
    const all = fields();
    const next = all[all.findIndex((one) => one.id === here) + Number(turn.dataset["turn"])];
    if (next) show(next.id, true);
  });
  document.querySelector("[data-map]")?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-map-link]") : null;
    if (!link || !phone.matches) return;
    event.preventDefault();
    show(`field-${link.dataset["mapLink"]}`, true);
  });
  phone.addEventListener("change", arrange);
  arrange();
}

const begin = (): void => {
  const board = document.querySelector<HTMLElement>("[data-sheet]");
  if (board) start(board);
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
