"""Reading a whole tenant, beside IntuneCD's backup of the same tenant of the same sandbox in the same run.

Both are told to hurry (neither the service nor our governor holds back) and then as they are, with the published
limits in force; after that with faults. Our side is the whole operation: asked for, claimed, proven before every
request, read, written down in PostgreSQL with a durable commit for each step.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import redis

from bench import ground
from bench.fleet import Ungoverned
from bench.graph_process import PROFILE, Graph, Traffic, graph
from bench.rows import Row
from tenantpilot.inventory import source
from tests.clients.world import ENVIRONMENT, HERE
from tests.inventory.world import SyncWorld
from tests.people import pointing_at
from tests.servers import Servers

SMALL, LARGE = 700, 3_500
ROUNDS = {SMALL: 5, LARGE: 3}
TEMPLATE = "bench_sync"
# A hung peer must not hold up everything; what it reached until then is told.
MOST_SECONDS = 400
EVERY_25TH = {"kind": "throttled", "parts": "only", "every": 25, "seconds": 1}
NAMED_LOCATIONS = "named_locations"
_numbers = iter(range(1_000))


@dataclass(frozen=True)
class Reading:
    """One reading of the tenant by one of the two."""

    traffic: Traffic
    seconds: float
    processor: float
    kept: frozenset[str] = frozenset()
    outcome: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def measure() -> list[Row]:
    """All rows of this subject."""
    if not ENVIRONMENT.is_dir():
        raise SystemExit("the peer is not installed: scripts/setup clients")
    with ground.servers() as servers:
        ground.seeded(servers, TEMPLATE)
        rows: list[Row] = []
        for objects in (SMALL, LARGE):
            with graph(objects) as provider:
                rows += _rows(Bench(servers, provider), objects)
        return rows


class Bench:
    """Both readers at one sandbox."""

    def __init__(self, servers: Servers, provider: Graph) -> None:
        self.servers, self.provider = servers, provider

    def peer(self) -> Reading:
        """IntuneCD's backup, unchanged, its whole process."""
        out = Path(tempfile.mkdtemp(prefix="tp-peer-"))
        self.provider.forget()
        used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        outcome = self._back_up(out)
        seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        kept = frozenset(str(file.relative_to(out)) for file in out.rglob("*.json"))
        shutil.rmtree(out)
        processor = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
        return Reading(self.provider.traffic(), seconds, processor, kept, outcome)

    def _back_up(self, out: Path) -> str:
        variables = {
            "PATH": os.environ["PATH"], "HOME": str(out), "PYTHONPATH": str(HERE / "shim"),
            "SANDBOX_ORIGIN": self.provider.origin, "TENANT_NAME": PROFILE.domain,
            "CLIENT_ID": PROFILE.client_id, "CLIENT_SECRET": PROFILE.secret,
        }  # fmt: skip
        command = [str(ENVIRONMENT / "IntuneCD-startbackup"), "-m", "1", "-o", "json", "-p", str(out)]
        try:
            done = subprocess.run(command, env=variables, capture_output=True, check=False, timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            return f"ended after {MOST_SECONDS} s"
        return f"status {done.returncode}"

    @contextmanager
    def fresh(self) -> Iterator[SyncWorld]:
        """A product that knows nothing of the tenant yet."""
        database = self.servers.addresses.create(f"sync_{next(_numbers)}", template=TEMPLATE)
        variables = ground.connect_settings(self.servers, database) | self.provider.variables
        with pointing_at(variables):
            world = SyncWorld(database, None)  # the sandbox runs elsewhere
            try:
                yield world
            finally:
                world.close()
        self.servers.addresses.drop(database.name)

    def ours(self, world: SyncWorld, **arguments: Any) -> Reading:
        """A whole sync, from being asked for to its end, with empty throttle buckets."""
        with redis.Redis.from_url(self.servers.addresses.redis_url(1)) as client:
            client.flushdb()
        versions = "select count(*) from policy_version"
        before = world.one(versions)
        self.provider.forget()
        began, used = time.monotonic(), time.process_time()
        run = world.sync(**arguments)
        seconds, processor = time.monotonic() - began, time.process_time() - used
        kept = frozenset(row["key"] for row in world.all(
            "select family || '/' || provider_id as key from policy where not is_ghost"))  # fmt: skip
        incomplete = [name for name, row in world.coverage().items() if row["state"] not in {"read", "unsupported"}]
        return Reading(self.provider.traffic(), seconds, processor, kept, run["outcome"],
                       {"versions": world.one(versions) - before, "incomplete": incomplete})  # fmt: skip


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Without our governor: the published limits would hold us back, and they hold nobody else back then."""
    kept = source.SharedGovernor
    source.SharedGovernor = lambda _url: Ungoverned()
    try:
        yield
    finally:
        source.SharedGovernor = kept


def _rows(bench: Bench, objects: int) -> Iterator[Row]:
    bench.provider.limits(is_on=False)
    with _in_a_hurry():
        yield from _hurrying(bench, objects)
    bench.provider.limits()
    first, again, peer = _as_they_are(bench)
    yield _side_by_side("as the service is, with its published limits", objects, [first], [peer], _held_back(objects))
    yield _unchanged("as the service is", objects, [first], [again], _held_back(objects))
    yield from _every_25th(bench, objects, first)
    if objects == SMALL:
        yield from _tight(bench, objects, peer)
    bench.provider.limits()


def _hurrying(bench: Bench, objects: int) -> Iterator[Row]:
    """By turns, so that what else the machine does meets both."""
    ours, again, peers = [], [], []
    for _ in range(ROUNDS[objects]):
        peers.append(bench.peer())
        with bench.fresh() as world:
            ours.append(bench.ours(world))
            again.append(bench.ours(world))
    yield _unchanged("nobody holds back", objects, ours, again)
    yield _side_by_side("nobody holds back", objects, ours, peers, "")
    yield Row(
        f"the same, until the last policy was read, {objects:,} objects",
        "at most 0.5x",
        _ratio([one.traffic.policies for one in ours], [one.traffic.policies for one in peers]),
        _median(one.traffic.policies for one in ours) <= 0.5 * _median(one.traffic.policies for one in peers),
        note="without the tenant's logs and the names that are asked for when everything is written down;"
        f" processor time {_ratio([one.processor for one in ours], [one.processor for one in peers])}, ours with"
        " comparing, keeping and searching, without PostgreSQL",
    )


def _as_they_are(bench: Bench) -> tuple[Reading, Reading, Reading]:
    peer = bench.peer()
    with bench.fresh() as world:
        first = bench.ours(world)
        return first, bench.ours(world), peer


def _held_back(objects: int) -> str:
    if objects == SMALL:
        return "two lists of Conditional Access a second apart, as its limit is; the peer reads one of them"
    return "administrative templates are read value by value, more than the 1,000 requests in 20 s of that area"


def _side_by_side(how: str, objects: int, ours: list[Reading], peers: list[Reading], note: str) -> Row:
    mine, theirs = [one.traffic.seconds for one in ours], [one.traffic.seconds for one in peers]
    one, other = ours[-1], peers[-1]
    whole = _ratio([found.seconds for found in ours], [found.seconds for found in peers])
    return Row(
        f"first to last request of a sync, {objects:,} objects, {how}",
        "at most 0.5x of IntuneCD's backup",
        _ratio(mine, theirs),
        _median(mine) <= 0.5 * _median(theirs),
        note="; ".join(filter(None, (
            f"{one.traffic.requests} requests with {one.traffic.parts} parts against {other.traffic.requests} with"
            f" {other.traffic.parts}, {one.traffic.throttled} and {other.traffic.throttled} of them refused;"
            f" {len(one.kept)} objects in their families ({one.outcome}) against {len(other.kept)} files"
            f" ({other.outcome}); whole operation and process {whole}",
            note))),
    )  # fmt: skip


def _unchanged(how: str, objects: int, first: list[Reading], again: list[Reading], note: str = "") -> Row:
    before, after = [one.seconds for one in first], [one.seconds for one in again]
    versions = sum(one.facts["versions"] for one in again)
    return Row(
        f"the same tenant again, unchanged, {objects:,} objects, {how}",
        "at most 0.3x of the first sync, no new versions",
        f"{_ratio(after, before)}, {versions} new versions",
        _median(after) <= 0.3 * _median(before) and versions == 0,
        note=f"{again[-1].traffic.requests} requests with {again[-1].traffic.parts} parts against"
        f" {first[-1].traffic.requests} with {first[-1].traffic.parts}{'; ' if note else ''}{note}",
    )


def _every_25th(bench: Bench, objects: int, calm: Reading) -> Iterator[Row]:
    bench.provider.faults(EVERY_25TH)
    with bench.fresh() as world:
        ours = bench.ours(world)
    note = ""
    if objects == SMALL:
        bench.provider.faults(EVERY_25TH)
        peer = bench.peer()
        note = f"; IntuneCD {peer.seconds:.0f} s with {peer.traffic.requests} requests ({peer.outcome})"
    bench.provider.faults()
    yield Row(
        f"every 25th part of a batch refused with 429, {objects:,} objects",
        "at most 3x of fault-free, nothing missing",
        f"{ours.seconds / calm.seconds:.2f}x ({ours.seconds:.1f} s against {calm.seconds:.1f} s),"
        f" {len(calm.kept - ours.kept)} missing",
        ours.seconds <= 3 * calm.seconds and ours.kept == calm.kept and not ours.facts["incomplete"],
        note=f"{ours.traffic.throttled} refusals, {ours.outcome}{note}",
    )


def _tight(bench: Bench, objects: int, calm_peer: Reading) -> Iterator[Row]:
    bench.provider.limits(requests=100)
    with bench.fresh() as world:
        ours = bench.ours(world)
        known = len(ours.kept)
    bench.provider.limits(requests=100)
    peer = bench.peer()
    lost = len(calm_peer.kept - peer.kept)
    yield Row(
        f"100 requests in 20 s in each service area, {objects:,} objects",
        "complete, nothing missing",
        f"{ours.outcome}, {known} objects, {len(ours.facts['incomplete'])} families incomplete, {ours.seconds:.0f} s",
        ours.outcome == "succeeded" and not ours.facts["incomplete"] and known >= objects,
        note=f"{ours.traffic.throttled} refusals; IntuneCD lost {lost} of {len(calm_peer.kept)} files"
        f" ({lost / len(calm_peer.kept):.0%}) in {peer.seconds:.0f} s and ended with {peer.outcome}",
    )


def _median(values: Any) -> float:
    return statistics.median(values)


def _ratio(ours: list[float], peers: list[float]) -> str:
    mine, theirs = _median(ours), _median(peers)
    return f"{mine / theirs:.2f}x ({mine:.2f} s against {theirs:.2f} s)"
