"""What the web server loads in each of its processes: the application, in a process that cannot outlive the server."""

from __future__ import annotations

import signal

from tenantpilot.embedded.process import end_with_parent

# A killed server would otherwise leave processes that keep its port and go on answering beside its successor's.
end_with_parent(signal.SIGKILL)

from tenantpilot.tenantpilot import web  # noqa: E402 - after the request above, so that no moment is uncovered

__all__ = ["web"]
