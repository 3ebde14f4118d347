/** A form is sent once: a second press on the button while the first is on its way does nothing. */
export function guardForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset["sent"] && !form.hasAttribute("data-bb-again")) event.preventDefault();
    else if (form.method === "post" && !event.defaultPrevented) form.dataset["sent"] = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset["sent"];
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-sent]");
    if (form) delete form.dataset["sent"];
  });
}
