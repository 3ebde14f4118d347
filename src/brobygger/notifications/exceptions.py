"""Why a mail did not leave the house."""


class MailServerMissing(OSError):
    """No mail server is set up: the mail waits, nothing is lost."""


class UnknownKind(LookupError):
    """A mail of a kind no room has told of. A mistake of ours, found by the first test."""
