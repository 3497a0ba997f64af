"""The only way to connect as the owner role: for migrations, and for the few acts the application role may not do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import settings
from tenantpilot.store.engine import sqlalchemy_url
from tenantpilot.store.transaction import apply_settings


def owner_engine() -> Engine:
    """A short-lived engine as the owner of all objects.

    Raises:
        ConfigurationError: DATABASE_OWNER_URL is not set.
    """
    url = settings().database_owner_url
    if not url:
        raise ConfigurationError("DATABASE_OWNER_URL is not set; this runs as the owner role")
    return create_engine(sqlalchemy_url(url), poolclass=NullPool)


@contextmanager
def owner_transaction() -> Iterator[Session]:
    """One transaction as the owner role.

    Raises:
        ConfigurationError: DATABASE_OWNER_URL is not set.
    """
    engine = owner_engine()
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            apply_settings(session)
            yield session
    finally:
        engine.dispose()
