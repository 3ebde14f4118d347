/** When a request in the background fails, the prepared message is shown and announced; what was typed stays where it is. */
export function sayWhenItFails(): void {
  const show = (): void => {
    const text = document.querySelector<HTMLTemplateElement>("template#bb-failed");
    const place = document.querySelector("#bb-messages");
    if (!text || !place) return;
    place.replaceChildren(text.content.cloneNode(true));
    place.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:responseError", show);
  document.addEventListener("htmx:sendError", show);
}
