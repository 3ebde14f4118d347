// What only the pages of collaborations need in the browser.
export {};
