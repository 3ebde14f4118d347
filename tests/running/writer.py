"""Writes row after row, and remembers which of them the database said it has."""

import threading
import time

import psycopg


class Writer(threading.Thread):
    """Numbers its rows; goes on after a lost connection with the next number."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address = address
        self.acknowledged: list[int] = []
        self._enough = threading.Event()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS written (number int)")

    def run(self) -> None:
        number = 0
        while not self._enough.is_set():
            try:
                with psycopg.connect(self.address, autocommit=True) as connection:
                    while not self._enough.is_set():
                        number += 1
                        connection.execute("INSERT INTO written VALUES (%s)", [number])
                        self.acknowledged.append(number)
            except psycopg.Error:
                time.sleep(0.05)

    def finish(self) -> None:
        """Write no more."""
        self._enough.set()
        self.join()

    def lost(self) -> set[int]:
        """The acknowledged rows that are not there."""
        with psycopg.connect(self.address) as connection:
            there = connection.execute("SELECT number FROM written").fetchall()
        return set(self.acknowledged) - {number for (number,) in there}
