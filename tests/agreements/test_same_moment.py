"""Two who sign in the same moment."""

import threading

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from brobygger.accounts.models import User
from brobygger.agreements.domain.queries import signatories_of
from brobygger.agreements.models import Agreement, AgreementStatus, Signatory
from brobygger.collaborations.models import Collaboration
from brobygger.core.models import OutboxEvent
from tests.factories.agreements import make_frozen, make_signed


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_are_one_last(collaboration: Collaboration, coordinator: User) -> None:
    version = make_frozen(collaboration, coordinator)
    failures: list[BaseException] = []

    def work(signatory: Signatory) -> None:
        try:
            make_signed(signatory)
        except BaseException as error:  # noqa: BLE001 - told below, on the main thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(one,)) for one in signatories_of(version)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert OutboxEvent.objects.filter(name="agreement.in_force").count() == 1
    assert Agreement.objects.get(id=version.agreement_id).status == AgreementStatus.IN_FORCE
    ProcrastinateJob.objects.all()._raw_delete("default")
