"""Reads everything the frame shows in one go, off the event loop."""

from __future__ import annotations

from dataclasses import dataclass

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.initials import initials
from tenantpilot.access.notifications import my_notifications
from tenantpilot.access.profile import profile
from tenantpilot.access.views import NotificationRow, Profile, WorkspaceBrief, WorkspaceCard
from tenantpilot.access.workspaces import my_workspaces, workspace_brief
from tenantpilot.findings.exception_reading import count_waiting
from tenantpilot.operations.reading import count_active_runs


@dataclass(frozen=True, slots=True)
class Frame:
    """What one page's frame needs. `workspace` is None where no workspace is open."""

    profile: Profile
    initials: str
    workspace: WorkspaceBrief | None
    workspaces: list[WorkspaceCard]
    notifications: list[NotificationRow]
    active_runs: int
    waiting: int


@dataclass(frozen=True, slots=True)
class News:
    """What changes while a page stays open. `waiting` are requests that this person could approve."""

    notifications: list[NotificationRow]
    active_runs: int
    waiting: int


def read_news(ctx: Context) -> News:
    """Notices, how many runs are under way in the open workspace, and how many requests wait for the person.

    Raises:
        SignInRequiredError: the session ended.
        NotFoundError, ForbiddenError: the workspace in the address is not one the person may open.
    """
    if not (ctx.space and ctx.plane is Plane.ADMIN):
        return News(my_notifications(ctx), 0, 0)
    return News(my_notifications(ctx), count_active_runs(ctx), count_waiting(ctx))


def read_frame(ctx: Context) -> Frame:
    """The frame of the page the event comes from.

    Raises:
        SignInRequiredError: the session ended.
        NotFoundError, ForbiddenError: the workspace in the address is not one the person may open.
    """
    person = profile(ctx)
    news = read_news(ctx)
    inside = bool(ctx.space) and ctx.plane is not Plane.SYSTEM
    return Frame(
        profile=person,
        initials=initials(person.name),
        workspace=workspace_brief(ctx) if inside else None,
        workspaces=[] if ctx.plane is Plane.SYSTEM else my_workspaces(ctx),
        notifications=news.notifications,
        active_runs=news.active_runs,
        waiting=news.waiting,
    )
