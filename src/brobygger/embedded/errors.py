"""What can go wrong before Brobygger runs, told in plain Danish."""


class EmbeddedError(Exception):
    """Something the person at the keyboard can act on; the message is shown as it is."""


class AlreadyRunning(EmbeddedError):
    """Another Brobygger already runs on the same data folder."""
