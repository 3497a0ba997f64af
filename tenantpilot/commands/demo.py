"""The whole product on one machine: servers, schema, demonstration data, and every process, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tenantpilot.commands import inherited
from tenantpilot.commands.greeting import greet
from tenantpilot.commands.preparation import prepare
from tenantpilot.commands.supervisor import Supervisor
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.home import Home, Secrets
from tenantpilot.embedded.postgres import PostgresServer, wheel_programs
from tenantpilot.embedded.redis_server import RedisServer, wheel_program
from tenantpilot.embedded.roles import APPLICATION, OWNER, Passwords, provision
from tenantpilot.kernel.clock import now

DATABASE = "tenantpilot"
CLIENT_ID = "tenantpilot-demo"
READY_SECONDS = 90
DEATHS_WHILE_STARTING = 3
INTERRUPTED = 130  # what shells report for a program that Ctrl-C ended


@dataclass(frozen=True)
class Ports:
    """Where people reach the product and the sandbox."""

    web: int
    sandbox: int


def run(*, data: Path, port: int, sandbox_port: int | None, reset: bool, with_history: bool = True) -> None:
    """Bring everything up, tell the address, and watch until interrupted.

    Without history the tenants are connected but were never read.

    Raises:
        SetUpError: another demo runs, a port is taken, the disk is full, or a part does not start.
        SystemExit: Ctrl-C before everything was up.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    ready = False
    with ExitStack() as stack:
        home = stack.enter_context(Home(data))
        try:
            first = sandbox_port or port + 1
            ports = Ports(port, first if reset else home.sandbox_port(sandbox_port, first=first))
            supervisor = _start(stack, home, ports, reset=reset, with_history=with_history)
            ready = True
            supervisor.run()
        except KeyboardInterrupt:
            _say("\nStopping.")
    _say("Stopped; the data stays for next time." if ready else "Stopped before everything was up.")
    if not ready:
        raise SystemExit(INTERRUPTED)


def _start(stack: ExitStack, home: Home, ports: Ports, *, reset: bool, with_history: bool) -> Supervisor:
    began = time.monotonic()
    for wanted in (ports.web, ports.sandbox):
        _require_free(wanted)
    if reset:
        home.clear()
    home.keep_sandbox_port(ports.sandbox)
    home.announce(f"the demo at http://localhost:{ports.web} (process {os.getpid()})")
    postgres, redis, environ = stack.enter_context(servers(home, ports))
    day = home.sandbox_day(now().date())
    prepare(environ, application_environment(environ), day if with_history else None, say=_say)
    supervisor = Supervisor(application_environment(environ), say=_say)
    stack.callback(supervisor.stop)
    supervisor.guard("PostgreSQL", lambda: postgres.process.is_running, postgres.start)
    supervisor.guard("Redis", lambda: redis.process.is_running, redis.start)
    sandbox = ["sandbox", "--port", str(ports.sandbox), "--day", day.isoformat()]
    supervisor.add("sandbox", [*sandbox, "--state", str(home.sandbox_journal)], home.logs)
    _start_all(supervisor, home.logs, ports)
    _wait_until_ready(supervisor, ports.web)
    _say(greet(ports.web, time.monotonic() - began))
    return supervisor


@contextmanager
def servers(home: Home, ports: Ports) -> Iterator[tuple[PostgresServer, RedisServer, dict[str, str]]]:
    """PostgreSQL and Redis running and provisioned, and the environment that points at them."""
    secrets = home.secrets()
    postgres = PostgresServer(
        wheel_programs(), home.database, home.sockets() / "pg", home.logs / "postgres.log", secrets.superuser
    )
    redis = RedisServer(wheel_program(), home.sockets() / "redis" / "redis.sock", home.logs / "redis.log")
    try:
        postgres.start()
        redis.start()
        provision(postgres.url(), Passwords(secrets.owner, secrets.application), database=DATABASE)
        yield postgres, redis, inherited.environment() | _environment(postgres, redis, secrets, ports)
    finally:
        redis.stop()
        postgres.stop()


def _environment(postgres: PostgresServer, redis: RedisServer, secrets: Secrets, ports: Ports) -> dict[str, str]:
    sandbox = f"http://localhost:{ports.sandbox}"
    return {
        "DATABASE_URL": postgres.url(user=APPLICATION, password=secrets.application, database=DATABASE),
        "DATABASE_OWNER_URL": postgres.url(user=OWNER, password=secrets.owner, database=DATABASE),
        "REDIS_URL": redis.url,
        "TENANTPILOT_ORIGIN": f"http://localhost:{ports.web}",
        "TENANTPILOT_SECRET_KEY": secrets.secret_key,
        "OIDC_ISSUER": f"{sandbox}/identity",
        "OIDC_CLIENT_ID": CLIENT_ID,
        "OIDC_CLIENT_SECRET": secrets.oidc_client_secret,
        "TENANTPILOT_GRAPH_URL": f"{sandbox}/graph",
        "TENANTPILOT_LOGIN_URL": f"{sandbox}/login",
    }


def application_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What running processes may know: everything but the owner's address."""
    return {name: value for name, value in environ.items() if name != "DATABASE_OWNER_URL"}


def _start_all(supervisor: Supervisor, logs: Path, ports: Ports) -> None:
    supervisor.add("web", ["web", "--port", str(ports.web), "--no-build"], logs)
    supervisor.add("worker-person", ["worker", "--queue", "person"], logs)
    supervisor.add("worker-background", ["worker", "--queue", "background"], logs)
    supervisor.add("relay", ["relay"], logs)


def _wait_until_ready(supervisor: Supervisor, port: int) -> None:
    end = time.monotonic() + READY_SECONDS
    while not (_answers(f"http://127.0.0.1:{port}/readyz", host=f"localhost:{port}") and supervisor.all_run):
        supervisor.check()
        failing = next((one for one in supervisor.children if one.deaths >= DEATHS_WHILE_STARTING), None)
        if failing is None and time.monotonic() > end:
            failing = next(one for one in supervisor.children if one.name == "web")
        if failing is not None:
            tail = "\n".join(failing.log.read_text(errors="replace").splitlines()[-20:])
            raise SetUpError(f"{failing.name} does not start. The end of {failing.log}:\n{tail}")
        time.sleep(0.1)


def _answers(url: str, *, host: str) -> bool:
    request = urllib.request.Request(url, headers={"Host": host})  # noqa: S310 - our own loopback address
    try:
        with urllib.request.urlopen(request, timeout=2) as response:  # noqa: S310
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SetUpError(
                f"Port {port} is taken by another program. Choose another: tenantpilot demo --port …, "
                'or make demo ARGS="--port …".'
            ) from None


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave half of it running
    raise KeyboardInterrupt


def _say(text: str) -> None:
    print(text, flush=True)
