"""What a mail server says about a mail it could not deliver (multipart/report, RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from uuid import UUID

_OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@")
_IN_ADDRESS = re.compile(r"(?<![0-9a-f])([0-9a-f]{32})(?![0-9a-f])")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_FULL = ("2", "2")  # X.2.2: the mailbox is full, also where a server calls that permanent


@dataclass(frozen=True)
class Failure:
    """One address a server has given up, with the server's code."""

    addresses: frozenset[str]
    code: str

    @property
    def for_good(self) -> bool:
        """Whether there is no point in trying again: 5.x.x, but a full mailbox gets room again."""
        kind, *detail = self.code.split(".")
        return kind == "5" and tuple(detail) != _FULL


@dataclass(frozen=True)
class Report:
    """The letters a report may be about, and the addresses it gives up."""

    letters: tuple[UUID, ...]
    failures: tuple[Failure, ...]


def read_report(content: bytes) -> Report | None:
    """The report in a mail; None when the mail is something else, say an answer by a person."""
    mail = message_from_bytes(content)
    if mail.get_content_type() != "multipart/report":
        return None
    if str(mail.get_param("report-type", "")).lower() != "delivery-status":
        return None
    letters = dict.fromkeys([*_by_return_address(mail), *_by_message_id(mail)])
    return Report(tuple(letters), tuple(_failures(mail)))


def _failures(mail: Message) -> Iterator[Failure]:
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for block in part.get_payload():
            if (
                not isinstance(block, Message)
                or block.get("Action", "").strip().lower() != "failed"
            ):
                continue
            named = [block.get(name, "") for name in ("Final-Recipient", "Original-Recipient")]
            if status := _STATUS.search(block.get("Status", "")):
                yield Failure(frozenset(map(_address, filter(None, named))), status[0])


def _address(named: str) -> str:
    return named.partition(";")[2].strip().strip("<>").casefold()


def _by_return_address(mail: Message) -> Iterator[UUID]:
    """The letter named in the address the report was sent to, where that has a place for it."""
    for name in ("To", "Delivered-To", "X-Original-To", "Envelope-To"):
        for value in mail.get_all(name, []):
            for found in _IN_ADDRESS.findall(str(value).lower()):
                yield UUID(found)


def _by_message_id(mail: Message) -> Iterator[UUID]:
    """The letter whose head the report brings back."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            text = payload.decode(errors="replace") if isinstance(payload, bytes) else ""
            original: Message | None = message_from_string(text)
        elif kind == "message/rfc822" and part.is_multipart():
            original = part.get_payload(0)  # type: ignore[assignment]
        else:
            continue
        if original is not None and (ours := _OUR_ID.search(str(original.get("Message-ID", "")))):
            yield UUID(ours[1])
