"""A world for a whole file, or one of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.findings.asking import Asking
from tests.findings.world import FindingsWorld
from tests.servers import Database


@pytest.fixture
def world(database: Database) -> Iterator[FindingsWorld]:
    """Findings of one test's own."""
    with closing(FindingsWorld(database)) as made:
        yield made


@pytest.fixture(scope="module")
def shared(module_database: Database) -> Iterator[FindingsWorld]:
    """Findings that the tests of one file share."""
    with closing(FindingsWorld(module_database)) as made:
        yield made


@pytest.fixture
def asking(shared: FindingsWorld) -> Asking:
    """What people do about acceptances in the file's world; each test opens findings of its own."""
    return Asking(shared)


@pytest.fixture
def alone(database: Database) -> Iterator[Asking]:
    """The same in a world of the test's own, for what counts, changes or ends everything."""
    with closing(FindingsWorld(database)) as made:
        yield Asking(made)
