"""State of the frame: who is signed in, which workspace is open, what waits for them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import reflex as rx

from tenantpilot.access.gate.authority import current
from tenantpilot.access.gate.declare import ANYWHERE, client_event, server_event
from tenantpilot.access.gate.threads import run_service
from tenantpilot.access.notifications import mark_all_read, mark_read
from tenantpilot.access.profile import prefer
from tenantpilot.access.views import NotificationRow, Profile, WorkspaceBrief, WorkspaceCard
from tenantpilot.ui.shell.reading import Frame, News, read_frame, read_news

NOBODY = Profile(
    name="", email="", language="", theme="", density="", is_platform_operator=False, has_admin=False, has_review=False
)
NO_WORKSPACE = WorkspaceBrief(
    space="", name="", environment="", role="", may_read_audit=False, may_manage_members=False,
    may_export_runs=False, may_export_audit=False, may_verify_audit=False, may_manage_schedules=False,
)  # fmt: skip


class Shell(rx.State):
    """What the frame shows. `is_loaded` is false until the first page of a tab has its answer."""

    is_loaded: bool = False
    profile: Profile = NOBODY
    initials: str = ""
    workspace: WorkspaceBrief = NO_WORKSPACE
    workspaces: list[WorkspaceCard] = []
    notifications: list[NotificationRow] = []
    unread: int = 0
    active_runs: int = 0
    waiting: int = 0

    def _show(self, frame: Frame) -> None:
        self.profile = frame.profile
        self.initials = frame.initials
        self.workspace = frame.workspace or NO_WORKSPACE
        self.workspaces = frame.workspaces
        self._tell(News(frame.notifications, frame.active_runs, frame.waiting))
        self.is_loaded = True

    @server_event(plane=ANYWHERE, load=True)
    async def load(self) -> AsyncIterator[None]:
        """Second of every page's on_load: the frame of wherever the page is."""
        ctx = current()
        if self.workspace.space != ctx.space:
            # The other workspace must not stand above a page that turns out to be closed.
            self.workspace = NO_WORKSPACE
            yield
        self._show(await run_service(read_frame, ctx))

    @client_event(plane=ANYWHERE, passive=True)
    async def look(self) -> None:
        """A timer asks for news."""
        self._tell(await run_service(read_news, current()))

    @client_event(plane=ANYWHERE)
    async def read_all(self) -> None:
        """Everything in the list has been seen."""
        ctx = current()
        await run_service(mark_all_read, ctx)
        self._tell(await run_service(read_news, ctx))

    @client_event(plane=ANYWHERE)
    async def read_one(self, handle: str) -> None:
        """One notice has been opened."""
        ctx = current()
        await run_service(mark_read, ctx, handle)
        self._tell(await run_service(read_news, ctx))

    @client_event(plane=ANYWHERE)
    async def choose(self, name: str, value: str) -> None:
        """Change a preference: language, theme or density."""
        ctx = current()
        await run_service(prefer, ctx, name, value)
        self._show(await run_service(read_frame, ctx))

    def _tell(self, news: News) -> None:
        self.notifications = news.notifications
        self.unread = sum(row.is_unread for row in news.notifications)
        self.active_runs = news.active_runs
        self.waiting = news.waiting
