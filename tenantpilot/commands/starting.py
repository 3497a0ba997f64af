"""What every long-running process makes sure of before it begins."""

from __future__ import annotations

import time

import psycopg

from tenantpilot.embedded.errors import SetUpError
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.kernel.settings import Settings, settings

WAIT_SECONDS = 60.0  # for a database that comes up at the same time, as after a power cut
PAUSE_SECONDS = 1.0


def require_configuration(*, signs_in: bool = False, processes: int = 1) -> Settings:
    """The checked settings, and what only some processes need of them.

    Raises:
        ConfigurationError: a variable is missing or wrong.
    """
    known = settings()
    if signs_in and not known.oidc_issuer:
        raise ConfigurationError("OIDC_ISSUER is not set: nobody could sign in. See docs/sign-in.md.")
    if processes > 1 and known.state == "memory":
        raise ConfigurationError("TENANTPILOT_STATE: memory serves one web process only; set it to redis.")
    return known


def require_schema(*, seconds: float = WAIT_SECONDS) -> None:
    """Wait for the database if need be, then refuse a role that no wall binds and a schema made for other code.

    Raises:
        SetUpError: the database does not answer in time, the role is too strong, or the schema is older or newer.
    """
    from tenantpilot.store.migrate import role_problem, schema_problem  # noqa: PLC0415

    end = time.monotonic() + seconds
    while True:
        try:
            problem = role_problem() or schema_problem()
        except psycopg.OperationalError as error:
            if time.monotonic() > end:
                raise SetUpError(f"DATABASE_URL: the server does not answer: {error}") from None
            time.sleep(PAUSE_SECONDS)
        else:
            break
    if problem:
        raise SetUpError(f"{problem} Nothing was started.")
