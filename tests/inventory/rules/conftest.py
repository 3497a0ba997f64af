"""What the rules need of the world: a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tenantpilot.inventory import veil as veils


@pytest.fixture(scope="module")
def veil() -> Iterator[veils.Veil]:
    """The marks of one tenant's secrets, under a key of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(veils, "derive_key", lambda purpose, length=32: purpose.encode().ljust(length, b"."))
        yield veils.Veil("wsp_one", "ten_one")


@pytest.fixture(scope="module")
def other_veil(veil: veils.Veil) -> veils.Veil:
    """The marks of another tenant of the same workspace."""
    return veils.Veil("wsp_one", "ten_two")
