"""One demonstration for the tests that leave it as they found it, and a maker for those that do not."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.demo.running import Demo


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demonstration; tests that disturb it wait until it has recovered."""
    made = Demo(tmp_path_factory.mktemp("demo") / "data", with_history=True)
    made.start()
    yield made
    made.end(signal.SIGTERM)


@pytest.fixture
def make_demo(tmp_path: Path) -> Iterator[Callable[[], Demo]]:
    """A function that makes demonstrations on one directory; whatever still runs is ended."""
    made: list[Demo] = []

    def make() -> Demo:
        made.append(Demo(tmp_path / "data"))
        return made[-1]

    yield make
    for one in made:
        if one._process is not None:
            one.end(signal.SIGTERM)
