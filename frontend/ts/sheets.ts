// What only the pages of sheets need in the browser.
export {};
