// What only the pages of followup need in the browser.
export {};
