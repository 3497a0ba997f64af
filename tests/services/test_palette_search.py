"""The palette's search shows what the records' own pages would show this person, and nothing else."""

from __future__ import annotations

import pytest

from tenantpilot.access.capabilities import Plane
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.operations.dispatch import start
from tenantpilot.ui.shell.search import search
from tests.people import context_of, space_of

OWNER = "northwind-owner"


@pytest.fixture(scope="module")
def spaces(module_database) -> dict[str, str]:
    """The public ids of the demonstration's workspaces."""
    return {name: space_of(name) for name in ("northwind", "fabrikam")}


@pytest.mark.proves("SHL-016")
def test_members_and_runs_of_the_open_workspace_are_found(spaces):
    ctx = context_of(OWNER, space=spaces["northwind"], plane=Plane.ADMIN)
    [found] = search(ctx, "lena")
    assert (found.kind, found.label, found.href.partition("?")[0]) == (
        "member",
        "Lena Brandt",
        f"/admin/{spaces['northwind']}/members",
    )
    run_ref = start(ctx, "audit.verify").run_ref
    for words in (run_ref, run_ref[:9]):
        assert [(hit.kind, hit.ref, hit.code) for hit in search(ctx, words)] == [
            ("run", run_ref, "operation-audit-verify")
        ]


@pytest.mark.proves("SHL-016", negative=True)
def test_nothing_of_another_workspace_is_found(spaces):
    other = context_of("fabrikam-owner", space=spaces["fabrikam"], plane=Plane.ADMIN)
    run_ref = start(other, "audit.verify").run_ref
    ctx = context_of(OWNER, space=spaces["northwind"], plane=Plane.ADMIN)
    assert search(ctx, "Hannah") == search(ctx, run_ref) == search(ctx, run_ref[:12]) == []
    with pytest.raises(NotFoundError):
        search(ctx.at(spaces["fabrikam"]), "Hannah")


@pytest.mark.proves("SHL-016", negative=True)
def test_outside_a_workspace_nothing_is_searched(spaces):
    viewer = context_of("northwind-customer-viewer", space=spaces["northwind"], plane=Plane.REVIEW)
    staff = context_of("platform-operator", plane=Plane.SYSTEM)
    nowhere = context_of(OWNER, plane=Plane.ADMIN).at("")
    assert search(viewer, "Lena") == search(staff, "Lena") == search(nowhere, "Lena") == []


def test_one_letter_is_not_searched(spaces):
    assert search(context_of(OWNER, space=spaces["northwind"], plane=Plane.ADMIN), "l") == []
