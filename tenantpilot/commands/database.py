"""Schema and roles of any PostgreSQL server, the embedded one or another."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.roles import APPLICATION, OWNER, Passwords
from tenantpilot.embedded.roles import provision as provision_roles


def migrate(version: str) -> None:
    """Bring the schema to `version`, up only."""
    from tenantpilot.store.migrate import upgrade  # noqa: PLC0415

    upgrade(version)


def provision(administrator_url: str, *, database: str) -> dict[str, str]:
    """Create roles and database on a server; returns the variables to set, with freshly made passwords.

    Raises:
        SetUpError: the server cannot be reached or refuses.
    """
    passwords = Passwords(owner=secrets.token_urlsafe(24), application=secrets.token_urlsafe(24))
    try:
        provision_roles(administrator_url, passwords, database=database)
    except psycopg.Error as error:
        raise SetUpError(f"The server did not accept it: {error}") from None
    return {
        "DATABASE_URL": _as(administrator_url, APPLICATION, passwords.application, database),
        "DATABASE_OWNER_URL": _as(administrator_url, OWNER, passwords.owner, database),
    }


def _as(url: str, role: str, password: str, database: str) -> str:
    parts = urlsplit(url)
    _, _, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{role}:{password}@{place}", path=f"/{database}"))


def seed(history: datetime | None = None) -> None:
    """Make the demonstration's workspaces and people through the product's own services; repeating it adds nothing.

    With `history`, the sandbox's tenants are read as they were in the year before that day.

    Raises:
        SetUpError: this installation has no demonstration data to give.
    """
    try:
        from tenantpilot.sandbox.history import first_day, seed_history  # noqa: PLC0415
        from tenantpilot.sandbox.seed import seed as fill  # noqa: PLC0415
    except ModuleNotFoundError:
        raise SetUpError("The demonstration data is not part of this installation.") from None
    if history is None:
        fill()
        return
    today = history.replace(tzinfo=UTC)
    fill(first_day(today))
    seed_history(today)
