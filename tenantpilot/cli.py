"""The `tenantpilot` command."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from tenantpilot.commands.terminal import plain_errors

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """TenantPilot: governance for Microsoft Intune across many tenants.

    Configuration comes from environment variables; docs/configuration.md lists them.
    """


@main.command()
@click.option("--port", default=3000, show_default=True, envvar="TENANTPILOT_DEMO_PORT", help="Web address to serve.")
@click.option("--sandbox-port", type=int, help="The sandbox's port: at first the web port + 1, then what it was.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path(".data/demo"),
    show_default=True,
    envvar="TENANTPILOT_DEMO_DATA",
    help="Directory for database, logs and secrets.",
)
@click.option("--reset", is_flag=True, help="Forget all data first.")
@click.option(
    "--history/--no-history", default=True, help="Begin with a year of the tenants' past, which takes a while."
)
def demo(port: int, sandbox_port: int | None, data: Path, reset: bool, history: bool) -> None:
    """Run everything on this machine against the sandbox, until Ctrl-C."""
    from tenantpilot.commands import demo as demonstration  # noqa: PLC0415

    with plain_errors():
        demonstration.run(data=data, port=port, sandbox_port=sandbox_port, reset=reset, with_history=history)


@main.command()
def build() -> None:
    """Compile the front end if its sources changed."""
    from tenantpilot.commands import frontend  # noqa: PLC0415

    with plain_errors():
        click.echo("Front end built." if frontend.build() else "The front end is up to date.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=3000, show_default=True)
@click.option("--processes", default=1, show_default=True, help="Web processes; more than one needs the Redis state.")
@click.option("--build/--no-build", default=True, help="Compile the front end first if its sources changed.")
def web(host: str, port: int, processes: int, build: bool) -> None:
    """Serve pages and events."""
    from tenantpilot.commands import serve  # noqa: PLC0415

    with plain_errors():
        serve.web(port=port, host=host, processes=processes, build=build)


@main.command()
@click.option("--queue", type=click.Choice(["person", "background"]), required=True, help="The one queue it serves.")
def worker(queue: str) -> None:
    """Execute operation runs from one queue."""
    from tenantpilot.commands import serve  # noqa: PLC0415

    with plain_errors():
        serve.worker(queue=queue)


@main.command()
def relay() -> None:
    """Publish runs to the queue, start due schedules and recover lost runs."""
    from tenantpilot.commands import serve  # noqa: PLC0415

    with plain_errors():
        serve.relay()


@main.command()
@click.option("--port", default=3001, show_default=True)
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="File that keeps what happened.")
@click.option("--certificate", type=click.Path(exists=True, path_type=Path), help="PEM file: serve https.")
@click.option("--key", type=click.Path(exists=True, path_type=Path), help="PEM file with the certificate's key.")
@click.option("--day", type=DAY, help="The day with which the tenants' year ends (YYYY-MM-DD); today unless given.")
def sandbox(port: int, state: Path | None, certificate: Path | None, key: Path | None, day: datetime | None) -> None:
    """Serve the sandbox that stands in for the outside world."""
    from tenantpilot.commands import serve  # noqa: PLC0415

    with plain_errors():
        serve.sandbox(port=port, state=state, certificate=certificate, key=key, day=day)


@main.command()
@click.option("--to", "version", default="head", show_default=True, help="Schema version.")
def migrate(version: str) -> None:
    """Bring the database schema up to date, as its owner."""
    from tenantpilot.commands import database  # noqa: PLC0415

    with plain_errors():
        database.migrate(version)


@main.command()
@click.option(
    "--administrator-url",
    envvar="DATABASE_ADMINISTRATOR_URL",
    required=True,
    help="A role that may create roles and databases.",
)
@click.option("--database", "name", default="tenantpilot", show_default=True)
def provision(administrator_url: str, name: str) -> None:
    """Create roles and database on a PostgreSQL server and print the variables to set."""
    from tenantpilot.commands import database  # noqa: PLC0415

    with plain_errors():
        for variable, value in database.provision(administrator_url, database=name).items():
            click.echo(f"{variable}={value}")


@main.command()
@click.option("--history", type=DAY, help="Also read the sandbox's tenants in the year before this day (YYYY-MM-DD).")
def seed(history: datetime | None) -> None:
    """Fill an empty installation with the demonstration's workspaces, tenants and people."""
    from tenantpilot.commands import database  # noqa: PLC0415

    with plain_errors():
        database.seed(history)


@main.group()
def person() -> None:
    """People who have signed in: list them, lock them out, make platform staff of them."""


@person.command("list")
@click.argument("search", default="")
def list_people(search: str) -> None:
    """Who has signed in so far; SEARCH is part of a name, an address or an id."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.show(search)


@person.command()
@click.argument("ref")
def deactivate(ref: str) -> None:
    """End all sessions of person REF (usr_...) and refuse further sign-ins."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.deactivate(ref)


@person.command()
@click.argument("ref")
def reactivate(ref: str) -> None:
    """Let person REF (usr_...) sign in again."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.reactivate(ref)


@person.command()
@click.argument("ref")
def appoint(ref: str) -> None:
    """Make person REF (usr_...) a platform operator. Needs DATABASE_OWNER_URL."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.appoint(ref, platform_operator=True)


@person.command()
@click.argument("ref")
def dismiss(ref: str) -> None:
    """Make person REF (usr_...) no platform operator any more. Needs DATABASE_OWNER_URL."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.appoint(ref, platform_operator=False)


@main.group()
def workspace() -> None:
    """Workspaces of the installation."""


@workspace.command()
@click.argument("name")
@click.option("--owner", required=True, help="Id (usr_...) of the first owner, who has signed in once.")
@click.option("--environment", default="production", show_default=True, help="production, staging or test.")
def create(name: str, owner: str, environment: str) -> None:
    """Create workspace NAME with its first owner, who invites everybody else."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.create_workspace(name, owner, environment)


@workspace.command()
@click.argument("space")
@click.option("--reason", required=True, help="Why; it stands in the workspace's audit log.")
def suspend(space: str, reason: str) -> None:
    """Suspend workspace SPACE (wsp_...): nothing starts or goes on there until it is resumed."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.suspend_workspace(space, reason, is_suspended=True)


@workspace.command()
@click.argument("space")
@click.option("--reason", required=True, help="Why; it stands in the workspace's audit log.")
def resume(space: str, reason: str) -> None:
    """Lift the suspension of workspace SPACE (wsp_...). Runs it ended are started anew by whoever wants them."""
    from tenantpilot.commands import people  # noqa: PLC0415

    with plain_errors():
        people.suspend_workspace(space, reason, is_suspended=False)


@main.group()
def credentials() -> None:
    """Stored credentials of provider connections."""


@credentials.command()
def rewrap() -> None:
    """Put all credentials under the present TENANTPILOT_SECRET_KEY; exit status 1 when one does not open.

    TENANTPILOT_FORMER_SECRET_KEYS names the keys that they may still be sealed with.
    """
    from tenantpilot.commands import credentials as stored  # noqa: PLC0415

    with plain_errors():
        stored.rewrap()


@main.group()
def controls() -> None:
    """Stop operations in the installation or in one workspace, and let them go on."""


@controls.command("list")
def list_controls() -> None:
    """What is stopped now, where, since when and why."""
    from tenantpilot.commands import controls as stops  # noqa: PLC0415

    with plain_errors():
        stops.show()


@controls.command("stop")
@click.argument("operation")
@click.option("--workspace", "space", default="", help="Id (wsp_...) of one workspace; the installation unless given.")
@click.option("--reason", required=True, help="Why; everybody concerned reads it, and it stands in the audit log.")
def stop_operation(operation: str, space: str, reason: str) -> None:
    """Stop OPERATION (e.g. inventory.sync, or `all`). For the installation this needs DATABASE_OWNER_URL."""
    from tenantpilot.commands import controls as stops  # noqa: PLC0415

    with plain_errors():
        stops.change(operation, space, reason, is_stopped=True)


@controls.command("release")
@click.argument("operation")
@click.option("--workspace", "space", default="", help="Id (wsp_...) of one workspace; the installation unless given.")
@click.option("--reason", required=True, help="Why; it stands in the audit log.")
def release_operation(operation: str, space: str, reason: str) -> None:
    """Release the stop of OPERATION (or `all`). Runs it ended are started anew by whoever wants them."""
    from tenantpilot.commands import controls as stops  # noqa: PLC0415

    with plain_errors():
        stops.change(operation, space, reason, is_stopped=False)


@main.command("check-config")
def check_config() -> None:
    """Check the environment variables and whether both servers answer."""
    from tenantpilot.commands import check  # noqa: PLC0415

    with plain_errors():
        check.run()


@main.command("check-schema")
def check_schema() -> None:
    """Check the database's catalogue against the rules of isolation."""
    from tenantpilot.commands import check  # noqa: PLC0415

    with plain_errors():
        check.schema()


@main.group()
def audit() -> None:
    """Check and sign the audit log."""


@audit.command("verify")
@click.option("--workspace", default="", help="One chain: a workspace's id, or `installation`; all unless given.")
@click.option(
    "--checkpoints",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Checkpoints that were kept outside, as `audit checkpoint` prints them.",
)
def audit_verify(workspace: str, checkpoints: Path | None) -> None:
    """Check every entry, head and checkpoint; exit status 1 when a chain is broken."""
    from tenantpilot.commands import audit as log  # noqa: PLC0415

    with plain_errors():
        log.verify(workspace, checkpoints)


@audit.command("checkpoint")
@click.option("--workspace", default="", help="One chain; all unless given.")
def audit_checkpoint(workspace: str) -> None:
    """Sign how the chains stand now and print it, one JSON object per line: keep it where this server cannot write."""
    from tenantpilot.commands import audit as log  # noqa: PLC0415

    with plain_errors():
        log.checkpoint(workspace)


@audit.command("public-key")
@click.option("--short", is_flag=True, help="One line of base64 instead of PEM.")
def audit_public_key(short: bool) -> None:
    """Print the key that verifies checkpoints and exports; auditors need it."""
    from tenantpilot.commands import audit as log  # noqa: PLC0415

    with plain_errors():
        log.public_key(short=short)


if __name__ == "__main__":
    main()
