"""Fixtures that every suite shares: servers, databases, a running product, a browser."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings as examples

from tests.chromium import launch_options
from tests.servers import MIGRATED, SEEDED, Addresses, Database, Servers, command, environment

SERVERS = pytest.StashKey[Servers]()
REDIS_PER_WORKER = 128
# The same examples in each run, and no word about how long one takes: on a busy machine that is chance.
examples.load_profile("ci")


def _kind() -> str:
    return os.environ.get("TENANTPILOT_TEST_SERVERS", "wheel18")


def _is_parallel_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Give each parallel worker the addresses of the run's servers, which the coordinator starts for the first."""
    if SERVERS not in node.config.stash:
        node.config.stash[SERVERS] = Servers(_kind())
        node.config.stash[SERVERS].start()
    node.workerinput["servers"] = node.config.stash[SERVERS].addresses.to_json()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no worker is left alone with one of them at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started for the run."""
    if SERVERS in config.stash and not _is_parallel_worker(config):
        config.stash[SERVERS].stop()


def pytest_report_header() -> str:
    """Name the servers, which a report without them would leave in doubt."""
    return f"servers: {_kind()}"


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what tests recorded as their summary (`record_property("summary", text)`), such as the table of attacks."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "summary" and report.when == "call":
                terminalreporter.section(report.nodeid.partition("::")[0])
                terminalreporter.write_line(text)


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Addresses:
    """The PostgreSQL and Redis of this run, with a migrated template database."""
    config = request.config
    if _is_parallel_worker(config):
        return Addresses(**json.loads(config.workerinput["servers"]))
    if SERVERS not in config.stash:
        config.stash[SERVERS] = Servers(_kind())
        config.stash[SERVERS].start()
    return config.stash[SERVERS].addresses


@pytest.fixture(scope="session")
def redis_numbers(request: pytest.FixtureRequest) -> Iterator[int]:
    """Numbers of Redis databases that no other parallel worker uses."""
    worker = getattr(request.config, "workerinput", {"workerid": "gw0"})["workerid"]
    first = int(worker.removeprefix("gw")) * REDIS_PER_WORKER
    return iter(range(first + 1, first + REDIS_PER_WORKER))


@pytest.fixture(scope="session")
def seeded_template(servers: Addresses, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A template that holds the demonstration's workspaces, tenants and people; made once per run."""
    import fcntl

    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    with (shared / "seeded.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if not lock.read():
            made = servers.create(SEEDED)
            command("seed", environment(servers, made, redis_number=0))
            lock.write("made")
    return SEEDED


@pytest.fixture
def make_database(servers: Addresses) -> Iterator[Callable[..., Database]]:
    """A function that makes databases of the test's own: `make_database()`, `make_database(template=…)`."""
    made: list[str] = []

    def make(*, template: str = MIGRATED) -> Database:
        name = f"t_{uuid.uuid4().hex[:16]}"
        made.append(name)
        return servers.create(name, template=template)

    yield make
    for name in made:
        servers.drop(name)


def _own(servers: Addresses, template: str) -> Iterator[Database]:
    name = f"t_{uuid.uuid4().hex[:16]}"
    yield servers.create(name, template=template)
    servers.drop(name)


def _use(patch: pytest.MonkeyPatch, servers: Addresses, database: Database, redis_number: int) -> Iterator[Database]:
    """Point this process's settings at a database until the end of the fixture."""
    from tenantpilot.kernel.settings import settings
    from tenantpilot.store.engine import dispose

    for name, value in environment(servers, database, redis_number=redis_number).items():
        patch.setenv(name, value)
    settings.cache_clear()
    dispose()  # a file-wide database may have left its connections here
    yield database
    dispose()
    settings.cache_clear()


@pytest.fixture
def empty_database(servers: Addresses, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A migrated database of the test's own without a row in it; this process's settings point at it."""
    for database in _own(servers, MIGRATED):
        yield from _use(monkeypatch, servers, database, _redis_number())


@pytest.fixture
def database(servers: Addresses, seeded_template: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database of the test's own with the demonstration's people in it; this process's settings point at it."""
    for database in _own(servers, seeded_template):
        yield from _use(monkeypatch, servers, database, _redis_number())


@pytest.fixture(scope="module")
def module_database(servers: Addresses, seeded_template: str) -> Iterator[Database]:
    """Like `database`, shared by the tests of one file, which then must not depend on each other."""
    with pytest.MonkeyPatch.context() as patch:
        for database in _own(servers, seeded_template):
            yield from _use(patch, servers, database, _redis_number())


def _redis_number() -> int:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    return int(worker.removeprefix("gw")) * REDIS_PER_WORKER


@pytest.fixture
def redis_url(servers: Addresses) -> str:
    """The emptied Redis database that the settings of `database` point at."""
    import redis

    url = servers.redis_url(_redis_number())
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture(scope="session")
def start_product(
    servers: Addresses,
    seeded_template: str,
    redis_numbers: Iterator[int],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., object]]:
    """A function that starts a product of its own: `start_product("web", "sandbox", TENANTPILOT_STATE="memory")`.

    Without names all processes run. Everything is stopped at the end of the run, or earlier by `product.stop()`.
    """
    from tests.live import Product

    products: list[Product] = []

    def start(*names: str, web_processes: int = 1, **variables: str) -> Product:
        name = f"live_{uuid.uuid4().hex[:12]}"
        product = Product(
            servers,
            servers.create(name, template=seeded_template),
            tmp_path_factory.mktemp("product"),
            redis_number=next(redis_numbers),
            variables=variables,
            web_processes=web_processes,
        )
        products.append(product)
        product.start(*names)
        return product

    yield start
    for product in products:
        product.stop()
        servers.drop(product.database.name)


@pytest.fixture(scope="session")
def product(start_product):
    """One running product, shared by every test of this process that only adds to it."""
    return start_product()


@pytest.fixture
def own_servers() -> Iterator[Servers]:
    """A PostgreSQL and a Redis that the test may kill: `.postgres`, `.redis`, `.addresses`."""
    made = Servers(_kind())
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Run the machine's own Chromium, quietly, and as root too; what a page shall show may take a slow machine long."""
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)
    return {**browser_type_launch_args, **launch_options()}
