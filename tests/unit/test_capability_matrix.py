"""Who may do what, as a table that a reviewer reads as a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenantpilot.access.capabilities import CAPABILITIES, GRANTABLE, PLANE, Capability, Role, may_grant

FILE = Path(__file__).parents[1] / "security" / "role_capability_matrix.txt"


def matrix() -> str:
    """One line per capability, one column per role; below it who may hand out which role."""
    wide = max(len(capability) for capability in Capability)
    heads = " ".join(role.value for role in Role)
    lines = [f"{'capability':{wide}} {heads}"]
    for capability in Capability:
        cells = (("yes" if capability in CAPABILITIES[role] else "-").ljust(len(role.value)) for role in Role)
        lines.append(f"{capability.value:{wide}} {' '.join(cells)}".rstrip())
    lines += ["", "plane"] + [f"{role.value}: {PLANE[role].value}" for role in Role]
    lines += ["", "may give and take"]
    lines += [f"{actor.value}: {', '.join(r.value for r in Role if may_grant(actor, r)) or '-'}" for actor in Role]
    return "\n".join(lines) + "\n"


@pytest.mark.proves("ACC-002")
def test_the_reviewed_matrix_is_the_matrix_of_the_code():
    """After a change that is meant, write `matrix()` to the file and let somebody read the difference."""
    assert FILE.read_text(encoding="utf-8") == matrix()


def test_every_role_and_capability_is_in_it():
    assert set(CAPABILITIES) == set(Role) == set(PLANE)
    assert set(GRANTABLE) <= set(Role)
    unused = set(Capability) - set().union(*CAPABILITIES.values())
    assert unused == set()


def test_nobody_hands_out_more_than_they_hold():
    for actor, grantable in GRANTABLE.items():
        for role in grantable:
            if PLANE[role] is PLANE[actor]:
                assert CAPABILITIES[role] <= CAPABILITIES[actor], (actor, role)
