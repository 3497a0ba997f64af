"""Two events in a row: what the first leaves in the state is nothing that the second may act on."""

from __future__ import annotations

import pytest

from tests.security.attacks.siege import AT_HOME, LESSER_ROLE
from tests.security.attacks.table import report


@pytest.mark.slow
@pytest.mark.proves("CTS-018", negative=True)
@pytest.mark.parametrize("attacker", [AT_HOME, LESSER_ROLE], ids=lambda a: a.name)
def test_what_one_event_leaves_behind_does_not_help_the_next(siege, attacker):
    siege.table.wrong.clear()
    siege.sequences(attacker)
    assert not siege.table.wrong, report(siege.table.wrong)
