// The grid where many actors are written in: a row is saved when it is left, Enter goes down, cells
// from a spreadsheet spread out. Without scripts the buttons of the page do the same.
import htmx from "htmx.org";

type Cell = HTMLInputElement | HTMLSelectElement;
const CELLS = "td > input:not([type=hidden]), td > select";
const MOST_ROWS = 200;

const rowOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>("[data-bb-row]");
const cellsOf = (row: HTMLElement): Cell[] => [...row.querySelectorAll<Cell>(CELLS)];
const written = (row: HTMLElement): string =>
  cellsOf(row)
    .filter((cell) => cell instanceof HTMLInputElement)
    .map((cell) => cell.value.trim())
    .join("");

function startGrid(form: HTMLFormElement): void {
  const table = form.querySelector<HTMLTableElement>("#grid")!;
  // What a row said when it was last sent: a row is sent again only when it says something else.
  const sent = new Map<string, string>();
  const rows = (): HTMLElement[] => [...table.querySelectorAll<HTMLElement>("[data-bb-row]")];
  const numberOf = (row: HTMLElement): string => row.dataset["bbRow"]!;
  const said = (row: HTMLElement): string => {
    const another = row.querySelector<HTMLInputElement>("[type=checkbox]");
    return cellsOf(row).map((cell) => cell.value).join("\t") + String(another?.checked ?? "");
  };

  /** Send the row that is left; it cannot be written in until the answer is here. */
  function save(row: HTMLElement): void {
    const number = numberOf(row);
    if (!written(row) || sent.get(number) === said(row)) return;
    sent.set(number, said(row));
    const asked = htmx.ajax("post", form.action, { source: row, target: row, swap: "outerHTML", values: { only: number } });
    row.inert = true;
    const again = (): void => {
      row.inert = false;
      if (row.isConnected) sent.delete(number);
    };
    void asked.then(again, again);
  }

  async function moreRows(): Promise<void> {
    const last = rows().at(-1);
    if (!last || Number(numberOf(last)) >= MOST_ROWS) return;
    const url = new URL(form.action);
    url.searchParams.set("from", String(Number(numberOf(last)) + 1));
    await htmx.ajax("get", url.pathname + url.search, { source: document.body, target: table, swap: "beforeend" });
  }

  // As in a spreadsheet: after Tab along a row, Enter goes down to the column where the row began.
  let began = 0;
  let tabbed = false;

  async function move(cell: Cell, step: number): Promise<void> {
    const row = rowOf(cell)!;
    const column = step > 0 ? began : cellsOf(row).indexOf(cell);
    const open = (): HTMLElement[] => rows().filter((one) => one === row || cellsOf(one).length);
    let target = open()[open().indexOf(row) + step];
    if (!target && step > 0) {
      await moreRows();
      target = open()[open().indexOf(row) + step];
    }
    if (target) cellsOf(target)[column]?.focus();
  }

  function undoLast(): boolean {
    const buttons = table.querySelectorAll<HTMLButtonElement>("button[name=undo]");
    const last = buttons[buttons.length - 1];
    last?.click();
    return Boolean(last);
  }

  function put(cell: Cell | undefined, text: string): void {
    if (cell instanceof HTMLSelectElement) {
      const wanted = text.trim().toLocaleLowerCase();
      const option = [...cell.options].find((one) => one.text.toLocaleLowerCase() === wanted);
      if (option) cell.value = option.value;
    } else if (cell) cell.value = text.trim();
  }

  async function spread(cell: Cell, text: string): Promise<void> {
    const lines = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    const column = cellsOf(rowOf(cell)!).indexOf(cell);
    const open = (): HTMLElement[] => rows().filter((row) => cellsOf(row).length);
    const first = open().indexOf(rowOf(cell)!);
    for (let before = -1; open().length < first + lines.length && open().length > before; ) {
      before = open().length;
      await moreRows();
    }
    const targets = open().slice(first);
    lines.forEach((line, down) => line.forEach((words, right) => put(targets[down] && cellsOf(targets[down])[column + right], words)));
  }

  table.addEventListener("focusout", (event) => {
    const row = rowOf(event.target as Element);
    const next = (event as FocusEvent).relatedTarget as Element | null;
    if (row && !row.contains(next) && !(next instanceof HTMLButtonElement)) save(row);
  });
  table.addEventListener("focusin", (event) => {
    const cell = event.target as Element;
    const column = cell.matches(CELLS) ? cellsOf(rowOf(cell)!).indexOf(cell as Cell) : -1;
    // Tab onto the next row begins that row.
    if (column >= 0 && (!tabbed || column === 0)) began = column;
    if (rowOf(event.target as Element) === rows().at(-1)) void moreRows();
  });
  table.addEventListener("keydown", (event) => {
    tabbed = event.key === "Tab";
    const cell = event.target as Element;
    if (!cell.matches(CELLS)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector<HTMLButtonElement>("button[name=save]"));
    } else if (event.key === "Enter") {
      event.preventDefault();
      void move(cell as Cell, event.shiftKey ? -1 : 1);
    } else if (event.key === "z" && (event.ctrlKey || event.metaKey) && cell instanceof HTMLInputElement && !cell.value) {
      if (undoLast()) event.preventDefault();
    }
  });
  table.addEventListener("pointerdown", () => (tabbed = false));
  table.addEventListener("paste", (event) => {
    const cell = event.target as Element;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell.matches(CELLS) || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    void spread(cell as Cell, text);
  });
  // A row that was taken back has the focus again, ready to be corrected.
  table.addEventListener("htmx:load", () => {
    const back = table.querySelector<HTMLElement>("[data-bb-fresh]:not(.bb-entry__row--saved)");
    if (!back) return;
    back.removeAttribute("data-bb-fresh");
    sent.set(numberOf(back), said(back));
    cellsOf(back)[0]?.focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!form.dataset["sent"] && rows().some((row) => written(row))) event.preventDefault();
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector<HTMLFormElement>("form[data-bb-grid]");
  if (form) startGrid(form);
});
