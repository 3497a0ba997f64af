"""Every handler against every attacker and every input; made from the registry, so new handlers are attacked too."""

from __future__ import annotations

import pytest

from tests.security.attacks.siege import ATTACKERS
from tests.security.attacks.table import report


@pytest.mark.slow
@pytest.mark.proves("CTS-018", "CTS-009", "CTS-003", negative=True)
@pytest.mark.parametrize("attacker", ATTACKERS, ids=lambda a: a.name)
def test_no_handler_gives_anything_away(siege, attacker):
    siege.table.wrong.clear()
    for target in siege.targets:
        siege.attack(attacker, target)
    assert not siege.table.wrong, report(siege.table.wrong)


def test_the_table(siege, record_property):
    assert siege.table.total > 1000
    record_property("summary", f"attacks, state in {siege.world.state}: {siege.table.total}\n{siege.table.text()}")
    print(siege.table.text())
