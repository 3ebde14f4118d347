"""argparse speaks Danish. What is not in the table stays English."""

import argparse

WORDS = {
    "usage: ": "brug: ",
    "options": "valg",
    "positional arguments": "angives",
    "show this help message and exit": "vis denne hjælp",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "her mangler: %s",
    "unrecognized arguments: %s": "kender ikke: %s",
    "expected one argument": "skal have en værdi",
    "invalid %(type)s value: %(value)r": "»%(value)s« er ikke en gyldig værdi",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "»%(value)s« findes ikke; vælg mellem %(choices)s"
    ),
    "not allowed with argument %s": "kan ikke bruges sammen med %s",
    "one of the arguments %s is required": "en af disse skal med: %s",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s kan være flere: %(matches)s"
    ),
}


def speak_danish() -> None:
    """Make argparse use our words, in the one place it asks for translations."""
    setattr(argparse, "_", lambda text: WORDS.get(text, text))  # noqa: B010
