"""One pooled engine per process, always as the application role."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from tenantpilot.kernel.settings import settings

POOL_WAIT_SECONDS = 5
CONNECT_TIMEOUT_SECONDS = 5


def sqlalchemy_url(url: str) -> URL:
    """`url` (postgresql://…) with the psycopg driver named."""
    return make_url(url).set(drivername="postgresql+psycopg")


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The process's engine; connections are checked before use so that a restarted server is survived."""
    return create_engine(
        sqlalchemy_url(settings().database_url),
        pool_size=settings().database_pool,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_TIMEOUT_SECONDS, "application_name": "tenantpilot"},
    )


def dispose() -> None:
    """Close all pooled connections and forget the engine (tests, forked processes, shutdown)."""
    if engine.cache_info().currsize:
        engine().dispose()
    engine.cache_clear()


def is_unavailable(error: BaseException) -> bool:
    """Whether a database error means "server away, try again" rather than a fault of ours."""
    return isinstance(error, OperationalError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
