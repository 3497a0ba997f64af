"""A person's notices: what ended, what needs them. Written by the work itself, exactly once; read here.

`arguments` of a notification row is a JSON object of texts; the list shows `operation` (kind of the run), `outcome`
and `reason`, or the number of the `finding` that it is about. A notice with subject kind "run" leads to that run.
"""

from __future__ import annotations

import json
from typing import Any

from tenantpilot.access import notification_queries as queries
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_person
from tenantpilot.access.views import NotificationRow
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.store.transaction import apply_settings

KIND = "notification"
SHOWN = 20
# Where a notice leads, by what it is about; anything else leads to the workspace.
_PAGES = {
    "run": "/operations/{ref}",
    "schedule": "/schedules",
    "finding": "/findings/{ref}",
    "exception": "/exceptions/{ref}",
}


def my_notifications(ctx: Context) -> list[NotificationRow]:
    """The newest notices of all workspaces the person belongs to, at most 20.

    Raises:
        SignInRequiredError: the session ended.
    """
    with open_person(ctx) as session:
        rows = queries.newest(session, ctx.user_id, Plane.ADMIN, now(), SHOWN)
    return [_row(ctx, row) for row in rows]


def _row(ctx: Context, row: Any) -> NotificationRow:
    told = json.loads(row.arguments)
    place = f"/{Plane.ADMIN.value}/{row.space}"
    return NotificationRow(
        handle=seal(ctx, KIND, row.public_id),
        kind=row.kind,
        # What comes again about the same record says which time it is behind the record's id.
        href=place + _PAGES.get(row.subject_kind, "").format(ref=row.subject_ref.partition("@")[0]),
        operation=str(told.get("operation", "")),
        finding=str(told.get("finding", "")),
        outcome=str(told.get("outcome", "")),
        reason=str(told.get("reason", "")),
        workspace_name=row.workspace_name,
        at=iso(row.created_at),
        is_unread=row.read_at is None,
    )


def mark_all_read(ctx: Context) -> None:
    """The person has seen their notices; nobody else's business, so it leaves no audit entry.

    Raises:
        SignInRequiredError: the session ended.
    """
    with open_person(ctx, write=True) as session:
        for workspace_id in queries.places_with_unread(session, ctx.user_id, now()):
            apply_settings(session, workspace_id=workspace_id, user_id=ctx.user_id)
            queries.read_all(session, ctx.user_id, workspace_id, now())


def mark_read(ctx: Context, handle: str) -> None:
    """The person has opened one notice.

    Raises:
        NotFoundError: not one of the person's notices.
        SignInRequiredError: the session ended.
    """
    ref = unseal(ctx, KIND, handle)
    with open_person(ctx, write=True) as session:
        workspace_id = queries.place_of(session, ctx.user_id, ref, now())
        if workspace_id is None:
            raise NotFoundError("no such notice")
        apply_settings(session, workspace_id=workspace_id, user_id=ctx.user_id)
        queries.read_one(session, ctx.user_id, workspace_id, ref, now())
