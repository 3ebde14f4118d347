"""Numbers for the monitoring, in Prometheus' form: how many and how long, never who.

What requests cost is counted in this process. The rest is asked of the database when somebody
reads, so that it is the same whichever process answers.
"""

from collections.abc import Iterator
from importlib.metadata import version

from django.db import DatabaseError, InterfaceError
from prometheus_client import (
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from brobygger.operation.domain.figures import Figures, figures

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

registry = CollectorRegistry(auto_describe=False)
for _collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
    registry.register(_collector)
_requests = Counter(
    "brobygger_http_requests",
    "Answered requests by route, method and status.",
    ("route", "method", "status"),
    registry=registry,
)
_duration = Histogram(
    "brobygger_http_request_seconds",
    "Seconds to answer a request, by route.",
    ("route",),
    buckets=_SECONDS,
    registry=registry,
)
Info("brobygger", "The version that runs.", registry=registry).info(
    {"version": version("brobygger")}
)


def count_request(route: str, method: str | None, status: int, seconds: float) -> None:
    """Count an answered request."""
    _requests.labels(route, method_of(method), str(status)).inc()
    _duration.labels(route).observe(seconds)


def method_of(method: str | None) -> str:
    """The method, when it is one of HTTP's own: anybody can invent more of them."""
    return method if method in _METHODS else "other"


def text() -> bytes:
    """All numbers as they are now."""
    return generate_latest(registry)


class FromTheDatabase(Collector):
    """Asks when somebody reads. Without a database it says just that."""

    def collect(self) -> Iterator[Metric]:
        """One family of numbers after another."""
        try:
            now = figures()
        except (DatabaseError, InterfaceError):
            yield _gauge("database_up", "Whether the database answers.", 0)
            return
        yield _gauge("database_up", "Whether the database answers.", 1)
        yield from _families(now)


registry.register(FromTheDatabase())


def _families(now: Figures) -> Iterator[Metric]:
    yield _by_status("mails", "Mails by how far they have come.", now.mails)
    yield _by_status("jobs", "Background jobs by how far they have come.", now.jobs)
    yield _gauge("oldest_job_seconds", "How long the oldest due job has waited.", now.oldest_job)
    if now.worker_quiet is not None:
        yield _gauge("worker_quiet_seconds", "Since the worker's last sign.", now.worker_quiet)
    for name, count in now.counts.items():
        yield _gauge(name, f"Number of {name}.", count)
    if now.last_backup is not None:
        yield _gauge(
            "last_backup_timestamp_seconds", "When the last backup was made.", now.last_backup
        )


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"brobygger_{name}", words, value=value)


def _by_status(name: str, words: str, counts: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(f"brobygger_{name}", words, labels=["status"])
    for status, count in counts.items():
        family.add_metric([status], count)
    return family
