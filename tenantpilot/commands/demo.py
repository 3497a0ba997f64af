"""The whole product on one machine: servers, schema, demonstration data, and every process, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from tenantpilot.commands import frontend, inherited
from tenantpilot.commands.supervisor import Supervisor
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.home import Home, Secrets
from tenantpilot.embedded.postgres import PostgresServer, wheel_programs
from tenantpilot.embedded.redis_server import RedisServer, wheel_program
from tenantpilot.embedded.roles import APPLICATION, OWNER, Passwords, provision

DATABASE = "tenantpilot"
CLIENT_ID = "tenantpilot-demo"
WEB_READY_SECONDS = 60


def run(*, data: Path, port: int, sandbox_port: int, reset: bool) -> None:
    """Bring everything up, tell the address, and watch until interrupted.

    Raises:
        SetUpError: another demo runs, a port is taken, the disk is full, or a part does not start.
    """
    began = time.monotonic()
    signal.signal(signal.SIGTERM, _interrupt)
    with ExitStack() as stack:
        home = stack.enter_context(Home(data))
        for wanted in (port, sandbox_port):
            _require_free(wanted)
        if reset:
            home.clear()
            home.logs.mkdir(exist_ok=True)
        home.announce(f"the demo at http://localhost:{port} (process {os.getpid()})")
        environ = stack.enter_context(servers(home, port=port, sandbox_port=sandbox_port))
        prepare(environ)
        supervisor = Supervisor(application_environment(environ), say=_say)
        stack.callback(supervisor.stop)
        _start_all(supervisor, home.logs, port=port, sandbox_port=sandbox_port)
        _wait_for_web(supervisor, port)
        _greet(port, time.monotonic() - began)
        _watch(supervisor)
        _say("Stopping.")


@contextmanager
def servers(home: Home, *, port: int, sandbox_port: int) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis running and provisioned; yields the environment that points at them."""
    secrets = home.secrets()
    postgres = PostgresServer(
        wheel_programs(), home.database, home.sockets() / "pg", home.logs / "postgres.log", secrets.superuser
    )
    redis = RedisServer(wheel_program(), home.sockets() / "redis" / "redis.sock", home.logs / "redis.log")
    try:
        postgres.start()
        redis.start()
        provision(postgres.url(), Passwords(secrets.owner, secrets.application), database=DATABASE)
        yield inherited.environment() | _environment(postgres, redis, secrets, port=port, sandbox_port=sandbox_port)
    finally:
        redis.stop()
        postgres.stop()


def _environment(
    postgres: PostgresServer, redis: RedisServer, secrets: Secrets, *, port: int, sandbox_port: int
) -> dict[str, str]:
    return {
        "DATABASE_URL": postgres.url(user=APPLICATION, password=secrets.application, database=DATABASE),
        "DATABASE_OWNER_URL": postgres.url(user=OWNER, password=secrets.owner, database=DATABASE),
        "REDIS_URL": redis.url,
        "TENANTPILOT_ORIGIN": f"http://localhost:{port}",
        "TENANTPILOT_SECRET_KEY": secrets.secret_key,
        "OIDC_ISSUER": f"http://localhost:{sandbox_port}/identity",
        "OIDC_CLIENT_ID": CLIENT_ID,
        "OIDC_CLIENT_SECRET": secrets.oidc_client_secret,
    }


def application_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What running processes may know: everything but the owner's address."""
    return {name: value for name, value in environ.items() if name != "DATABASE_OWNER_URL"}


def prepare(environ: Mapping[str, str]) -> None:
    """Build the front end while the schema and the demonstration data are made.

    Raises:
        SetUpError: one of the steps failed; the text carries its output.
    """
    steps = [("build", environ)] if not frontend.is_built() else []
    if steps:
        _say("Building the front end; the first time this takes a minute or two.")
    building = [_start_step(name, environ) for name, environ in steps]
    try:
        _finish_step("migrate", _start_step("migrate", environ))
        _finish_step("seed", _start_step("seed", application_environment(environ)))
        for process in building:
            _finish_step("build", process)
    finally:
        for process in building:
            if process.poll() is None:
                process.terminate()


def _start_step(name: str, environ: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tenantpilot.cli", name],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _finish_step(name: str, process: subprocess.Popen[str]) -> None:
    output, _ = process.communicate()
    if process.returncode != 0:
        raise SetUpError(f"`tenantpilot {name}` failed:\n{output.strip()}")


def _start_all(supervisor: Supervisor, logs: Path, *, port: int, sandbox_port: int) -> None:
    supervisor.add("sandbox", ["sandbox", "--port", str(sandbox_port)], logs)
    supervisor.add("web", ["web", "--port", str(port), "--no-build"], logs)
    supervisor.add("worker-person", ["worker", "--queue", "person"], logs)
    supervisor.add("worker-background", ["worker", "--queue", "background"], logs)
    supervisor.add("relay", ["relay"], logs)


def _wait_for_web(supervisor: Supervisor, port: int) -> None:
    end = time.monotonic() + WEB_READY_SECONDS
    while not _answers(f"http://127.0.0.1:{port}/healthz", host=f"localhost:{port}"):
        supervisor.check()
        web = next(child for child in supervisor.children if child.name == "web")
        if web.deaths >= 3 or time.monotonic() > end:
            tail = "\n".join(web.log.read_text(errors="replace").splitlines()[-20:])
            raise SetUpError(f"The web server does not answer. The end of {web.log}:\n{tail}")
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
            raise SetUpError(f"Port {port} is taken by another program. Choose one with --port.") from None


def _watch(supervisor: Supervisor) -> None:
    try:
        supervisor.run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave half of it running


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _greet(port: int, seconds: float) -> None:
    from tenantpilot.sandbox.people import PEOPLE  # noqa: PLC0415 - not needed when start-up fails

    _say(f"\nTenantPilot is ready at http://localhost:{port} ({seconds:.0f} s). Sign in as one of these people:\n")
    for person in PEOPLE:
        role = person.role.value.replace("_", " ") if person.role else "not invited anywhere"
        _say(f"  {person.name:24} {role:20} {person.workspace or ''}")
    _say("\nThey are listed again on the sign-in page. Ctrl-C stops everything; the data stays for next time.")


def _say(text: str) -> None:
    print(text, flush=True)
