// What only the pages of actors need in the browser: the list works without any of it.
export {};

// A link is in a field to be copied by hand; with this there is a button that does it.
function offerToCopy(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-bb-copy][hidden]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLButtonElement>("[data-bb-copy]");
  const field = button && (document.getElementById(button.dataset["bbCopy"] ?? "") as HTMLInputElement | null);
  if (!button || !field) return;
  void navigator.clipboard.writeText(field.value).then(() => {
    const words = button.querySelector("span");
    if (words) words.textContent = button.dataset["bbCopied"] ?? "";
  }, () => field.select());
});

// Where the person is: asked of the browser when the button is pressed, and kept only in the address.
function offerToFindOut(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-bb-here]");
  const at = document.querySelector<HTMLInputElement>("#filter-at");
  const place = document.querySelector<HTMLInputElement>("#filter-place");
  const said = document.querySelector<HTMLElement>("[data-bb-here-said]");
  if (!button || !at || !place || !said) return;
  button.hidden = !("geolocation" in navigator);
  const refused = (): void => { said.textContent = button.dataset["bbHereRefused"] ?? ""; };
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition((found) => {
      at.value = `${found.coords.latitude.toFixed(3)},${found.coords.longitude.toFixed(3)}`;
      place.value = button.dataset["bbHereName"] ?? "";
      said.textContent = "";
      at.dispatchEvent(new Event("change", { bubbles: true }));
    }, refused, { timeout: 10_000 });
  });
  // A place that is written is another place than the one that was found.
  place.addEventListener("input", () => { at.value = ""; });
}

// "/" goes to the search field; j and k go down and up through the actors.
function goByKeys(event: KeyboardEvent): void {
  const typing = (event.target as HTMLElement).closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    const search = document.querySelector<HTMLInputElement>('[data-bb-key="/"]');
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  }
  if (event.key !== "j" && event.key !== "k") return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-bb-rows] h3 a")];
  const now = links.findIndex((link) => link === document.activeElement);
  const next = event.key === "j" ? now + 1 : Math.max(now, 1) - 1;
  links[Math.min(next, links.length - 1)]?.focus();
}

document.addEventListener("keydown", goByKeys);
document.addEventListener("htmx:afterSettle", offerToCopy);
offerToCopy();
offerToFindOut();
