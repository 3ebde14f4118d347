/** The filter column lies open beside the list on wide screens and folds away on phones. */
export function openFiltersOnWideScreens(): void {
  const wide = window.matchMedia("(width >= 62em)");
  const set = (): void => {
    for (const filter of document.querySelectorAll<HTMLDetailsElement>("details[data-bb-filter]")) filter.open = wide.matches;
  };
  set();
  wide.addEventListener("change", set);
}
