"""GET /files/{space}/{artifact}: the one door for files. It proves the same as an event does, and tells no more."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tenantpilot.access import cookies, sessions
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.signin import document, responses
from tenantpilot.i18n.server import text
from tenantpilot.kernel.errors import AppError, ForbiddenError, NotFoundError, SignInRequiredError
from tenantpilot.operations.artifacts import Download, open_download

log = logging.getLogger("tenantpilot.files")
_STATUS: dict[type[AppError], int] = {NotFoundError: 404, ForbiddenError: 403, SignInRequiredError: 401}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


def _open(token: str, space: str, artifact: str) -> Download:
    found = sessions.find(token)
    if found is None:
        raise SignInRequiredError("no live session behind the request")
    return open_download(found.context(Plane.ADMIN, space), artifact)


async def download(request: Request) -> Response:
    """Stream a finished file to somebody who may have it; every refusal is a plain page without a hint."""
    token = cookies.session_token(request.headers.get("cookie", ""))
    try:
        file = await run_in_threadpool(_open, token, request.path_params["space"], request.path_params["artifact"])
    except AppError as error:
        return _refusal(request, error.message_key, _STATUS.get(type(error), 404))
    except SQLAlchemyError as error:
        log.error("a download without database: %s", type(error).__name__)  # noqa: TRY400  no values in logs
        return _refusal(request, "error-unavailable", 503)
    safe = _UNSAFE.sub("_", file.name)
    headers = {
        "Content-Disposition": f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Length": str(file.size),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return StreamingResponse(_watched(file.chunks), media_type=file.media_type, headers=headers)


def _watched(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, until they end or the right to them does; the shortened file then fails in the browser."""
    try:
        yield from chunks
    except AppError as error:
        log.warning("a download was cut off: %s", type(error).__name__)


def _refusal(request: Request, message: str, status: int) -> Response:
    language = responses.language_of(request)
    words = text(language, message)
    body = Markup("<h1>{}</h1>").format(words)
    return document.page(title=words, body=body, language=language, status=status)


def routes() -> list[Route]:
    """The route to mount."""
    route = Route("/files/{space}/{artifact}", download, methods=["GET"], name="file")
    if route.methods is not None:
        route.methods.discard("HEAD")  # a look at the headers would count as a download in the log
    return [route]
