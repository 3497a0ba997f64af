"""The one place where an error of a handler becomes an answer; the browser learns a message id and nothing else."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

import redis.exceptions
from reflex_base.event import EventSpec
from reflex_base.event.context import EventContext
from reflex_base.utils.exceptions import LockExpiredError

from tenantpilot.access.gate.lookup import UnavailableError
from tenantpilot.access.gate.notices import notice_delta
from tenantpilot.access.gate.revocation import farewell
from tenantpilot.access.gate.state_gate import failed_page
from tenantpilot.kernel.errors import AppError, BlockedError, ConfigurationError, SignInRequiredError
from tenantpilot.store.engine import is_unavailable

log = logging.getLogger("tenantpilot.gate")
_AWAY = (UnavailableError, redis.exceptions.ConnectionError, redis.exceptions.TimeoutError)
_MAX_FRONTEND_TEXT = 300
_sending: set[asyncio.Task[Any]] = set()


def frames(error: BaseException) -> str:
    """Types and places of an error and its causes, without their texts: those may quote what people typed."""
    lines, seen = [], error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines += [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(seen.__traceback__)]
        cause = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
        if cause is None:
            break
        seen = cause
    return "\n".join(lines)


def answer(error: Exception, event: EventContext) -> dict[str, Any] | None:
    """The values of the notice for an error, or None when the person is to be sent away instead."""
    if isinstance(error, (SignInRequiredError, LockExpiredError)):
        return None
    if isinstance(error, _AWAY) or is_unavailable(error):
        log.warning("store away: %s", type(error).__name__)
        return {"key": "error-unavailable"}
    if isinstance(error, AppError) and not isinstance(error, ConfigurationError):
        log.info("refused: %s", type(error).__name__)
        reason = error.reason if isinstance(error, BlockedError) else ""
        return {"key": error.message_key, "reason": reason}
    reference = f"err_{event.txid}"
    log.error("unexpected error %s\n%s", reference, frames(error))
    return {"key": "error-unexpected", "reference": reference}


async def _send(error: Exception, event: EventContext) -> None:
    values = answer(error, event)
    if values is None:
        await farewell(event.token)
    else:
        await event.emit_delta(notice_delta(**values, page=failed_page(error)))


def on_backend_exception(exception: Exception) -> EventSpec | None:
    """Reflex's hook: answers by itself and chains nothing."""
    task = asyncio.get_running_loop().create_task(_send(exception, EventContext.get()))
    _sending.add(task)
    task.add_done_callback(_sending.discard)
    return None


def on_frontend_exception(exception: Exception) -> None:
    """A browser's report: one capped line, escaped, because anybody can send any text."""
    log.warning("browser reports: %r", str(exception)[:_MAX_FRONTEND_TEXT])
