"""The house in a real browser, on real processes."""
