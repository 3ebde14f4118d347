/** Menus are plain <details>: Escape and a click outside close them, focus goes back to the button. */
export function closeDropsOnEscape(): void {
  const open = (): HTMLDetailsElement[] => [...document.querySelectorAll<HTMLDetailsElement>("details.bb-drop[open]")];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of open()) {
      drop.open = false;
      drop.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const drop of open()) if (!drop.contains(event.target as Node)) drop.open = false;
  });
}
