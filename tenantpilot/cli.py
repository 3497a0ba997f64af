"""The `tenantpilot` command."""

from __future__ import annotations

from pathlib import Path

import click

from tenantpilot.commands.terminal import plain_errors


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """TenantPilot: governance for Microsoft Intune across many tenants.

    Configuration comes from environment variables; docs/configuration.md lists them.
    """


@main.command()
@click.option("--port", default=3000, show_default=True, envvar="TENANTPILOT_DEMO_PORT", help="Web address to serve.")
@click.option("--sandbox-port", type=int, help="The sandbox's port; the web port + 1 unless given.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path(".data/demo"),
    show_default=True,
    envvar="TENANTPILOT_DEMO_DATA",
    help="Directory for database, logs and secrets.",
)
@click.option("--reset", is_flag=True, help="Forget all data first.")
def demo(port: int, sandbox_port: int | None, data: Path, reset: bool) -> None:
    """Run everything on this machine against the sandbox, until Ctrl-C."""
    from tenantpilot.commands import demo as demonstration  # noqa: PLC0415

    with plain_errors():
        demonstration.run(data=data, port=port, sandbox_port=sandbox_port or port + 1, reset=reset)


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
def sandbox(port: int) -> None:
    """Serve the sandbox that stands in for the outside world."""
    from tenantpilot.commands import serve  # noqa: PLC0415

    with plain_errors():
        serve.sandbox(port=port)


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
def seed() -> None:
    """Fill an empty installation with the demonstration's workspaces, tenants and people."""
    from tenantpilot.commands import database  # noqa: PLC0415

    with plain_errors():
        database.seed()


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


if __name__ == "__main__":
    main()
