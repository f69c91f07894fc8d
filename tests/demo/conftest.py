"""The scenario, built once; its tests only read, each inside a transaction of its own."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from vungmanh.ballots.sealing import destroy_key, keys_held
from vungmanh.demo.scenario import build
from vungmanh.foundation.actors import Actor


@pytest.fixture(scope="package")
def _built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        build(by=Actor.operator("demo"))
        if connection.vendor == "postgresql":  # inside a transaction nobody else counts the rows for its planner
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        connection.check_constraints()  # once here, or PostgreSQL checks every row again at the end of each test
        yield
        transaction.set_rollback(True)
    for ballot in keys_held():  # of votes that end with the transaction, which never does
        destroy_key(ballot)


@pytest.fixture
def scenario(_built: None, db: None) -> None:
    """The district of Yên Sơn as of 20/12/2019."""
