/** After a refused form the list of what must be mended is where the reader is. */
export function goToErrors(): void {
  if (document.querySelector("[autofocus]")) return;
  document.querySelector<HTMLElement>(".bb-error-summary")?.focus();
}
