"""Encrypts what stands in a backup, in the format of age (age-encryption.org).

A key is made for each backup and lies in it, encrypted with the passphrase; the rest is encrypted
with that key. So everything passes through in small pieces, a wrong passphrase is known at once,
and the `age` program can open it without us.
"""

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any

import pyrage

from brobygger.embedded.errors import EmbeddedError

PIECE = 1 << 18


class Key:
    """The key of one backup."""

    def __init__(self, text: str) -> None:
        self._identity: Any = pyrage.x25519.Identity.from_str(text)

    @classmethod
    def fresh(cls) -> "Key":
        """A new key."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @classmethod
    def opened(cls, locked: bytes, passphrase: str) -> "Key":
        """The key that was locked with the passphrase. Raises EmbeddedError when it is another."""
        try:
            return cls(pyrage.passphrase.decrypt(locked, passphrase).decode().strip())
        except (pyrage.DecryptError, pyrage.IdentityError, OSError, ValueError) as error:
            raise EmbeddedError(
                "Adgangskoden passer ikke til sikkerhedskopien. Intet er ændret. Prøv igen med "
                "den, der gjaldt, da kopien blev taget."
            ) from error

    def locked(self, passphrase: str) -> bytes:
        """The key as it lies in the backup."""
        made: bytes = pyrage.passphrase.encrypt(f"{self._identity}\n".encode(), passphrase)
        return made

    def encrypt(self, pieces: Iterable[bytes], to: IO[bytes]) -> None:
        """Write the pieces encrypted. Raises what reading or writing raised."""
        source, target = Source(pieces), Target(to)
        try:
            pyrage.encrypt_io(source, target, [self._identity.to_public()])
        except pyrage.EncryptError as error:
            # The library tells of an error only as text.
            raise source.error or target.error or error from None

    def decrypt(self, source: IO[bytes], to: IO[bytes]) -> None:
        """Write what was encrypted. Raises ValueError when it has been changed or cut."""
        target = Target(to)
        try:
            pyrage.decrypt_io(source, target, [self._identity])
        except (pyrage.DecryptError, OSError) as error:
            if target.error:
                raise target.error from None
            raise ValueError(str(error)) from error


class Source(io.RawIOBase):
    """Pieces of bytes, read as a file. Keeps the error that stopped it."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except BaseException as error:
            self.error = error
            raise
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


class Target(io.RawIOBase):
    """A file to write to. Keeps the error that stopped it."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self.error: BaseException | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        try:
            self._file.write(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)


def compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one gzip file."""
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for piece in pieces:
        if made := packer.compress(piece):
            yield made
    yield packer.flush()


class Unpacker(io.RawIOBase):
    """Writes to a file what a gzip file holds."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        left = bytes(data)
        while left:
            self._file.write(self._unpacker.decompress(left, PIECE))
            left = self._unpacker.unconsumed_tail
        return len(data)

    def finish(self) -> None:
        """Write the rest. Raises ValueError when the end is missing."""
        self._file.write(self._unpacker.flush())
        if not self._unpacker.eof:
            raise ValueError("the end is missing")
