"""The web process."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brobygger.config.settings")
django.setup(set_prefix=False)

from brobygger.core.beside import stay_alone  # noqa: E402 - needs the settings
from brobygger.core.queue import QueueingApplication  # noqa: E402

stay_alone()
application = QueueingApplication()
