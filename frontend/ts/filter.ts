/** The filter column lies open beside the list on wide screens and folds away on phones. */
export function openFiltersOnWideScreens(): void {
  const wide = window.matchMedia("(width >= 62em)");
  const set = (): void => {
    for (const filter of document.querySelectorAll<HTMLDetailsElement>("details[data-bb-filter]")) filter.open = wide.matches || "bbOpen" in filter.dataset;
  };
  set();
  // On a phone the filter lies over the list: whoever has chosen sees what was found.
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!wide.matches && target?.closest("[data-bb-filter-show]")) close(target);
  });
  document.addEventListener("keydown", (event) => {
    if (!wide.matches && event.key === "Escape" && event.target instanceof Element) close(event.target);
  });
  wide.addEventListener("change", set);
}

function close(inside: Element): void {
  const filter = inside.closest<HTMLDetailsElement>("details[data-bb-filter]");
  if (filter === null) return;
  filter.open = false;
  filter.querySelector("summary")?.focus();
}
