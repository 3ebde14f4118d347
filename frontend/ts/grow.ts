/** Text fields grow with their text in browsers without `field-sizing`. */
export function growTextareas(root: ParentNode): void {
  if (CSS.supports("field-sizing", "content")) return;
  for (const area of root.querySelectorAll<HTMLTextAreaElement>("textarea.form-input")) {
    const fit = (): void => {
      area.rows = Math.min(40, Math.max(3, area.value.split("\n").length + Math.floor(area.value.length / 70) + 1));
    };
    fit();
    area.addEventListener("input", fit);
  }
}
