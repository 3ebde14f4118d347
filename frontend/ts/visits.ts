/**
 * Dictation on a visit, where the browser offers it. A button beside each answer listens until it is
 * pressed again; what is heard is written where the cursor is and saved as if it had been typed.
 * Nothing is listened to before somebody presses, and only one field listens at a time.
 */
export {};

type Heard = { isFinal: boolean; 0: { transcript: string } };
type HeardEvent = Event & { resultIndex: number; results: { length: number; [index: number]: Heard } };
interface Listener extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
}
type MakeListener = new () => Listener;

const LANGUAGES: Record<string, string> = { da: "da-DK", en: "en-GB" };

let stopOther: (() => void) | null = null;

function maker(): MakeListener | undefined {
  const given = window as unknown as Record<string, MakeListener | undefined>;
  return given["SpeechRecognition"] ?? given["webkitSpeechRecognition"];
}

/** Puts words where the cursor is, with a space around them, and tells the page that somebody wrote. */
function write(area: HTMLTextAreaElement, words: string): void {
  const text = words.trim();
  if (!text) return;
  const before = area.value.slice(0, area.selectionStart);
  const gap = before && !/\s$/.test(before) ? " " : "";
  area.setRangeText(gap + text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function addButton(area: HTMLTextAreaElement, board: HTMLElement, template: HTMLTemplateElement, make: MakeListener): void {
  const field = area.closest<HTMLElement>("[data-field]");
  if (!field || field.querySelector(".bb-talk")) return;
  const piece = template.content.cloneNode(true) as DocumentFragment;
  const button = piece.querySelector<HTMLButtonElement>("button")!;
  const words = button.querySelector<HTMLElement>("[data-words]")!;
  button.querySelector("[data-field-name]")!.textContent = `: ${field.querySelector("h2")?.textContent ?? ""}`;
  let listener: Listener | null = null;

  const quiet = (said = board.dataset["talk"] ?? ""): void => {
    listener = null;
    button.setAttribute("aria-pressed", "false");
    words.textContent = said;
    if (stopOther === stop) stopOther = null;
  };
  const stop = (): void => listener?.stop();

  button.addEventListener("click", () => {
    if (listener) return stop();
    stopOther?.();
    const one = new make();
    one.lang = LANGUAGES[document.documentElement.lang.slice(0, 2)] ?? "da-DK";
    one.continuous = true;
    one.interimResults = false;
    // The field may have come back whole from the server meanwhile.
    const here = (): HTMLTextAreaElement | null => document.querySelector(`#${field.id} textarea`);
    one.addEventListener("result", (event) => {
      const heard = event as HeardEvent;
      const target = here();
      for (let n = heard.resultIndex; target && n < heard.results.length; n++) {
        const result = heard.results[n];
        if (result?.isFinal) write(target, result[0].transcript);
      }
    });
    one.addEventListener("error", () => quiet(board.dataset["deaf"]));
    one.addEventListener("end", () => listener && quiet());
    listener = one;
    stopOther = stop;
    button.setAttribute("aria-pressed", "true");
    words.textContent = board.dataset["listening"] ?? "";
    one.start();
  });
  (area.closest(".bb-field__foot") ?? area).insertAdjacentElement("afterend", button);
}

function start(): void {
  const told = document.querySelector<HTMLElement>("[data-bb-dictation]");
  const template = told?.querySelector<HTMLTemplateElement>("template[data-bb-talk]");
  const board = document.querySelector<HTMLElement>("[data-sheet=whole]");
  const make = maker();
  if (!told || !template || !board || !make) return;
  told.hidden = false;
  const dress = (): void => {
    for (const area of board.querySelectorAll("textarea")) addButton(area, board, template, make);
  };
  dress();
  board.addEventListener("htmx:load", dress);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
