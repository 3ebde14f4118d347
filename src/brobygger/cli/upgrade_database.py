"""`brobygger upgrade-database`: the embedded database to a newer PostgreSQL."""

import argparse

from brobygger.embedded.paths import DataFolder, data_folder
from brobygger.embedded.upgrade import upgrade


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Copy the database over, compare, and swap; the old one is kept until it is removed by hand.

    Raises EmbeddedError, and changes nothing, when that cannot be done.
    """
    folder = DataFolder(data_folder())
    folder.create()
    kept = upgrade(folder, lambda text: print(text, flush=True))
    print("Databasen er opgraderet. Start Brobygger som før.")
    print(f"Den gamle ligger i {kept}. Slet den, når alt er, som det skal være.")
    return 0
