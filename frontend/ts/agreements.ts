// What only the pages of agreements need in the browser.
export {};
