"""Why a mail did not leave the house."""


class MailServerMissing(OSError):
    """No mail server is set up: the mail waits, nothing is lost."""
