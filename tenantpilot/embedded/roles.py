"""The roles and the database that the product needs on any PostgreSQL server, made by its administrator.

Four roles: the owner of all objects (migrations only), the login of the running product, which owns nothing, never
bypasses row-level security and inherits nothing, and the two groups it may switch to for bookkeeping across workspaces.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from tenantpilot.embedded.errors import SetUpError

OWNER = "tenantpilot_owner"
APPLICATION = "tenantpilot_app"
GROUPS = ("tenantpilot_platform", "tenantpilot_runner")
NO_POWERS = sql.SQL("NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION")


@dataclass(frozen=True)
class Passwords:
    """The two roles that sign in."""

    owner: str
    application: str


def provision(administrator_url: str, passwords: Passwords, *, database: str = "tenantpilot") -> None:
    """Create what is missing and set the passwords; running it twice changes nothing.

    Raises:
        SetUpError: a role of that name exists and could walk around row-level security.
    """
    with psycopg.connect(administrator_url, autocommit=True) as connection:
        # The owner inherits: rights on the schema come to it as the owner of the database. The application must not.
        for role, password, inherit in (
            (OWNER, passwords.owner, "INHERIT"),
            (APPLICATION, passwords.application, "NOINHERIT"),
        ):
            login = sql.SQL("{} LOGIN PASSWORD {}").format(sql.SQL(inherit), sql.Literal(password))
            _role(connection, role, login)
        for role in GROUPS:
            _role(connection, role, sql.SQL("NOLOGIN"))
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(APPLICATION)))
        _database(connection, database)


def _role(connection: psycopg.Connection, name: str, login: sql.Composable) -> None:
    role = sql.Identifier(name)
    known = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = %s", (name,)
    ).fetchone()
    if known is None:
        connection.execute(sql.SQL("CREATE ROLE {} {} {}").format(role, NO_POWERS, login))
    elif known[0]:
        raise SetUpError(f"The role {name} exists with powers it must not have: take them away first.")
    else:
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(role, login))


def _database(connection: psycopg.Connection, name: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
        # An administrator who is no superuser must be a member of the role it hands the database to.
        me = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        if me is not None and not me[0]:
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )
    allow_connections(connection, name)


def allow_connections(connection: psycopg.Connection, name: str) -> None:
    """Let the product's two logins connect to the database, and nobody else."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(APPLICATION)))
