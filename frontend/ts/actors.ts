// What only the pages of actors need in the browser.
export {};
