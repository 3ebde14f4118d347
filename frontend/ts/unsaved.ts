/** Whether somebody has written in the form what the page did not come with. */
function touched(form: HTMLFormElement): boolean {
  return [...form.elements].some((one) =>
    one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && /^(text|email|tel|url)$/.test(one.type))
      ? one.value !== one.defaultValue
      : false,
  );
}

/**
 * Longer texts are not lost by leaving the page, nor by sending another form of it: the browser asks
 * first. Sheets and the grid keep themselves; a link in the form itself, like Undo, is meant.
 */
export function askBeforeLosing(): void {
  let meant: Element | null = null;
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) meant = event.target as Element;
  });
  document.addEventListener("click", (event) => {
    meant = (event.target as Element).closest("form a[href]")?.closest("form") ?? null;
  });
  window.addEventListener("beforeunload", (event) => {
    const forms = [...document.querySelectorAll<HTMLFormElement>("main form[method=post]")];
    const kept = (form: HTMLFormElement): boolean =>
      form === meant || form.matches("#sheet-form, [hx-post], [data-bb-grid]") || !form.querySelector("textarea");
    if (forms.some((form) => !kept(form) && touched(form))) event.preventDefault();
  });
}
