"""A real SMTP server on loopback, for the tests that send mail."""

import asyncio
from asyncio.base_events import Server
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """Takes what it is sent; answers as told when it should refuse."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.senders: list[str | None] = []
        self.refuse_recipients = ""
        self.raw = b""
        self.hang_up = False
        self.slow = False
        self.begun = 0
        self.given_up = 0
        # Happens when a mail has been taken, before the sender hears yes.
        self.after_data: Callable[[], None] | None = None
        self.port = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self.refuse_recipients:
            return self.refuse_recipients
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self.begun += 1
        try:
            while self.slow:
                await asyncio.sleep(0.02)
        except asyncio.CancelledError:  # the sender died meanwhile: its mail is not taken
            self.given_up += 1
            raise
        if self.hang_up:
            cast(asyncio.Transport, server.transport).abort()
            return "421 closing"
        content = cast(bytes, envelope.content)
        self.raw = content
        self.mails.append(message_from_bytes(content, policy=policy.default))
        self.senders.append(envelope.mail_from)
        if self.after_data:
            self.after_data()
        return "250 OK"


class AnyPort(Controller):
    """Finds out which port it was given before it tries it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """An open post office on a port of its own."""
    office = PostOffice()
    controller = AnyPort(office, hostname="127.0.0.1", port=0)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()
