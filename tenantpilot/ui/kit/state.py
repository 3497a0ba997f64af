"""State of the kit's page: invented rows, and answers like those of a server."""

from __future__ import annotations

import reflex as rx

from tenantpilot.access.gate.declare import ANYWHERE, client_event
from tenantpilot.kernel.views import view
from tenantpilot.ui.form_errors import FieldError
from tenantpilot.ui.shell.toasts import ICONS, Toast


@view
class Sample:
    """An invented run."""

    handle: str
    name: str
    sub: str
    status: str
    outcome: str
    done: int
    seconds: float
    at: str


_LONG = "Export audit log of every workspace since the beginning of the year, with all details and attachments"
ROWS = [
    Sample("h1", "Export audit log", "Nora Owner", "running", "", 128, 12.4, "2026-01-05T09:12:00+00:00"),
    Sample("h2", "Verify audit chain", "Schedule", "completed", "succeeded", 48210, 3.1, "2026-01-04T18:02:11+00:00"),
    Sample("h3", _LONG, "Milan Manager", "completed", "partially_succeeded", 41, 812, "2025-12-30T07:00:00+00:00"),
    Sample("h4", "Export run metadata", "Olga Operator", "completed", "failed", 0, 0.4, "2025-12-29T16:40:00+00:00"),
    Sample("h5", "Export audit log", "Olga Operator", "completed", "blocked", 7, 65, "2025-11-02T11:00:00+00:00"),
    Sample("h6", "Verify audit chain", "Schedule", "queued", "", 0, 0, "2026-01-05T09:13:00+00:00"),
]


class KitPage(rx.State):
    """What the page's controls change."""

    rows: list[Sample] = ROWS
    nothing: list[Sample] = []
    dialog: str = ""
    problem: str = ""
    density: str = "comfortable"
    choice: str = "light"
    is_on: bool = True
    errors: list[FieldError] = [FieldError("email", "error-field-format")]
    toasts: list[Toast] = [
        Toast("1", "sign-in-title", "", "positive", ICONS["positive"], "/", "problem-home"),
        Toast("2", "problem-unavailable-title", "", "critical", ICONS["critical"], "", ""),
    ]

    @client_event(plane=ANYWHERE, anonymous=True)
    def show(self, name: str) -> None:
        """Open a dialog by name, or close with an empty one."""
        self.dialog, self.problem = name, ""

    @client_event(plane=ANYWHERE, anonymous=True)
    def close(self, is_open: bool) -> None:
        """The dialog asks to be closed."""
        if not is_open:
            self.dialog = ""

    @client_event(plane=ANYWHERE, anonymous=True)
    def refuse(self) -> None:
        """Answer like a server that says no."""
        self.problem = "error-conflict"

    @client_event(plane=ANYWHERE, anonymous=True)
    def set_choice(self, value: str) -> None:
        """A choice among segments."""
        self.choice = value

    @client_event(plane=ANYWHERE, anonymous=True)
    def set_density(self, value: str) -> None:
        """Comfortable or compact rows."""
        self.density = value

    @client_event(plane=ANYWHERE, anonymous=True)
    def toggle(self, is_on: bool) -> None:
        """A switch."""
        self.is_on = is_on

    @client_event(plane=ANYWHERE, anonymous=True)
    def submit(self, name: str, email: str, part: str, note: str) -> None:
        """Refuse an address, as a service would."""
        self.errors = [] if "@" in email else [FieldError("email", "error-field-format")]

    @client_event(plane=ANYWHERE, anonymous=True)
    def act(self, handles: list[str]) -> None:
        """An action on the selected rows."""
        self.rows = [row for row in self.rows if row.handle not in handles]

    @client_event(plane=ANYWHERE, anonymous=True)
    def dismiss(self, key: str) -> None:
        """A message leaves."""
        self.toasts = [toast for toast in self.toasts if toast.key != key]
