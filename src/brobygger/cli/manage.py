"""`brobygger manage`: Django's own commands, for developers."""

import argparse

from .django import django_ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="Djangos kommando")


def run(options: argparse.Namespace) -> int:
    """Run a Django management command against the started or joined database."""
    with django_ready():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["brobygger manage", *options.rest])
    return 0
