"""What can go wrong on the way to paper."""


class PaperError(Exception):
    """The paper could not be set; the message is for whoever looks after the installation."""
