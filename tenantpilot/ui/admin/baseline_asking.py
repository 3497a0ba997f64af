"""The questions of a baseline's page: what each is about, and which service answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tenantpilot.access.context import Context
from tenantpilot.baselines import assigning, draft_rules, profiles, roll_out, variables
from tenantpilot.baselines.views import BaselinePage, RingRow, VersionRow
from tenantpilot.kernel.errors import NotFoundError

Ask = Callable[[Context, BaselinePage, VersionRow | None, str], Any]


@dataclass(frozen=True)
class Subject:
    """What a question is about, and what its form begins with."""

    handle: str = ""
    name: str = ""
    ring: str = "1"
    priority: str = "100"
    value: str = ""


def _draft(version: VersionRow | None) -> tuple[str, int]:
    if version is None:
        raise NotFoundError("no version on this page")
    return version.handle, version.revision


def _ring(page: BaselinePage, number: str) -> RingRow:
    found = next((one for one in page.rings if str(one.number) == number), None)
    if found is None:
        raise NotFoundError("no such ring on this page")
    return found


def _discard(ctx: Context, page: BaselinePage, version: VersionRow | None, handle: str) -> None:
    profiles.discard(ctx, *_draft(version))


def _unrule(ctx: Context, page: BaselinePage, version: VersionRow | None, handle: str) -> None:
    draft_rules.remove_rule(ctx, *_draft(version), handle)


def _unvariable(ctx: Context, page: BaselinePage, version: VersionRow | None, handle: str) -> None:
    variables.remove_variable(ctx, *_draft(version), handle)


def _unassign(ctx: Context, page: BaselinePage, version: VersionRow | None, handle: str) -> None:
    assigning.unassign(ctx, handle)


def _advance(ctx: Context, page: BaselinePage, version: VersionRow | None, handle: str) -> None:
    ring = _ring(page, handle)
    roll_out.advance_ring(ctx, page.row.handle, ring.number, ring.can_advance_to)


def _unring(ctx: Context, page: BaselinePage, version: VersionRow | None, handle: str) -> None:
    roll_out.remove_ring(ctx, page.row.handle, _ring(page, handle).number)


# Questions that need a yes and no more, with what is said when it is done.
ASKED: dict[str, tuple[Ask, str]] = {
    "discard": (_discard, "toast-baseline-changed"),
    "unrule": (_unrule, "toast-baseline-taken"),
    "unvariable": (_unvariable, "toast-baseline-taken"),
    "unassign": (_unassign, "toast-baseline-changed"),
    "advance": (_advance, "toast-baseline-changed"),
    "unring": (_unring, "toast-baseline-changed"),
}
FORMS = ("draft", "publish", "rename", "delete", "assign", "reassign", "ring", "variable", "revariable")


def subject_of(page: BaselinePage, what: str, handle: str) -> Subject:
    """What a question about the row with this handle (a ring's number, a place's path) is about.

    Raises:
        NotFoundError: the page has no such row.
    """
    if what in ("unassign", "reassign"):
        rows = [Subject(one.handle, one.name, str(one.ring), str(one.priority)) for one in page.assignments]
    elif what == "unrule":
        rows = [Subject(one.handle, one.path) for one in page.rules]
    elif what in ("unvariable", "revariable"):
        rows = [Subject(one.handle, one.name, value=one.default_value) for one in page.variables]
    elif what in ("advance", "unring") or (what == "ring" and handle):
        rows = [Subject(str(one.number), one.name or str(one.number)) for one in page.rings]
    elif what == "variable":
        return Subject(handle)
    else:
        return Subject(name=page.row.name if what != "ring" else "")
    found = next((one for one in rows if one.handle == handle), None)
    if found is None:
        raise NotFoundError("no such row on this page")
    return found
