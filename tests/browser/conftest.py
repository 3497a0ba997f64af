"""One product for all browser tests of a process."""

from __future__ import annotations

import pytest

from tests.browser import world as worlds


@pytest.fixture(scope="session")
def world(product) -> worlds.World:
    """The running product with runs on its pages."""
    return worlds.make(product)
