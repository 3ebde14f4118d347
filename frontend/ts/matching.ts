// What only the pages of matching need in the browser.
export {};
