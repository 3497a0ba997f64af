"""Views of the list under names: own ones and shared ones."""

from __future__ import annotations

import json

import pytest

from tenantpilot.access import saved_views
from tenantpilot.access.saved_views import delete_view, list_saved_views, save_view
from tenantpilot.kernel.errors import ForbiddenError, InvalidInputError, NotFoundError


def names(world, who):
    return [
        (one.name, one.is_own, one.is_shared, one.may_change) for one in list_saved_views(world.person(who), "findings")
    ]


@pytest.mark.proves("FWK-012")
def test_own_views_are_ones_own_and_shared_ones_everybodys(world):
    operator, reader = "northwind-operator", "northwind-read-only"
    save_view(world.person(reader), "findings", "  Quiet   one ", "?severity=high&view=decide&after=fnd_x~1~")
    shared = save_view(world.person(operator), "findings", "Ours", "severity=critical", is_shared=True)
    assert shared.query == "severity=critical"
    assert names(world, reader) == [("Ours", False, True, False), ("Quiet one", True, False, True)]
    assert names(world, operator) == [("Ours", True, True, True)]
    assert names(world, "northwind-manager") == [("Ours", False, True, True)]
    assert list_saved_views(world.person("fabrikam-owner"), "findings") == ()
    (own,) = [one for one in list_saved_views(world.person(reader), "findings") if one.is_own]
    assert own.query == "severity=high&view=decide"


@pytest.mark.proves("FWK-012")
def test_the_same_name_again_replaces_and_everything_is_in_the_log(world):
    ctx = world.person("northwind-operator")
    first = save_view(ctx, "findings", "Mine", "severity=low")
    again = save_view(ctx, "findings", "Mine", "severity=high", is_shared=True)
    assert again.view_ref == first.view_ref
    delete_view(ctx, again.handle)
    assert list_saved_views(ctx, "findings") == ()
    told = world.all("select action, before, after from audit_entry where subject_kind = 'view' order by seq")
    assert [one["action"] for one in told] == ["view.saved", "view.saved", "view.deleted"]
    assert json.loads(told[1]["before"])["query"] == "severity=low"


@pytest.mark.proves("FWK-012", negative=True)
def test_nobody_touches_what_is_not_theirs(world):
    mine = save_view(world.person("northwind-operator"), "findings", "Mine", "")
    shared = save_view(world.person("northwind-operator"), "findings", "Ours", "", is_shared=True)
    with pytest.raises(ForbiddenError):
        save_view(world.person("northwind-read-only"), "findings", "Shared", "", is_shared=True)
    manager, reader = world.person("northwind-manager"), world.person("northwind-read-only")
    from tenantpilot.access.handles import seal

    for ctx in (manager, reader):
        with pytest.raises(NotFoundError):
            delete_view(ctx, seal(ctx, saved_views.KIND, mine.view_ref))
    with pytest.raises(ForbiddenError):
        delete_view(reader, seal(reader, saved_views.KIND, shared.view_ref))
    delete_view(manager, seal(manager, saved_views.KIND, shared.view_ref))
    with pytest.raises(NotFoundError):
        delete_view(manager, mine.handle)


@pytest.mark.proves("FWK-012", negative=True)
@pytest.mark.parametrize(
    ("page", "name", "query", "field"),
    [("inbox", "x", "", "page"), ("findings", " ", "", "name"), ("findings", "a" * 61, "", "name"),
     ("findings", "a\u202eb", "", "name"), ("findings", "x", "q=" + "a" * 1001, "query"),
     ("findings", "x", "q=\x00", "query"), ("findings", "x", "q=%00", "query")],
)  # fmt: skip
def test_what_is_no_view_is_refused(shared, page, name, query, field):
    with pytest.raises(InvalidInputError) as refused:
        save_view(shared.person(), page, name, query)
    assert set(refused.value.fields) == {field}


@pytest.mark.proves("FWK-012", negative=True)
def test_there_is_an_end_to_views(world, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST", 2)
    ctx = world.person()
    for name in ("one", "two", "two"):
        save_view(ctx, "findings", name, "")
    with pytest.raises(InvalidInputError):
        save_view(ctx, "findings", "three", "")
