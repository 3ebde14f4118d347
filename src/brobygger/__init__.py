"""Brobygger: from "who is out there?" to a signed, followed-up and lasting collaboration."""

__version__ = "0.4.0"
