"""What operators of the demonstration's tenants hid in their policies turns up nowhere the product writes or shows."""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from tenantpilot.audit import reading as log
from tenantpilot.inventory import policies, reading
from tenantpilot.inventory.filters import PolicyFilters
from tenantpilot.kernel.clock import now
from tenantpilot.operations import artifacts, dispatch
from tenantpilot.operations.reading import run_detail
from tenantpilot.sandbox.graph.demo import planted
from tenantpilot.sandbox.graph.demo.tenants import build
from tests.inventory.world import PROFILE, SyncWorld

pytestmark = pytest.mark.proves("INV-112", negative=True)
MOST_PAGES = 40
BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")


@pytest.fixture(scope="module")
def synced(shared: SyncWorld) -> Iterator[tuple[SyncWorld, str]]:
    """The tenant, read before and after its year of changes, and everything that was logged meanwhile."""
    spoken: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: spoken.append(handler.format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    data = build(PROFILE, today=now())
    tenant = shared.serve(data)
    try:
        first = shared.sync()
        shared.graph.advance(tenant.data.tenant_id, now())
        second = shared.sync()
        assert first["done"] > 40
        assert second["done"] > 40
        yield shared, "\n".join(spoken)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "ignore")
    except ValueError:
        return ""


def _found(text: str) -> list[str]:
    """The secrets that stand in a text, as they are or within something encoded."""
    opened = text + "".join(_decoded(one) for one in BASE64.findall(text))
    return [one for one in planted.PLANTED if one in opened]


def test_the_tenant_does_hold_them():
    held = json.dumps([build(PROFILE, today=now()).collections, build(PROFILE, today=now()).timeline], default=str)
    opened = held + " ".join(_decoded(one) for one in BASE64.findall(held))
    assert [one for one in planted.PLANTED if one not in opened] == []


def test_the_database_and_the_logs_do_not(synced):
    world, spoken = synced
    dump = []
    for table in world.all("select tablename from pg_tables where schemaname = 'public'"):
        dump += [json.dumps(row, default=str) for row in world.all(f'select * from "{table["tablename"]}"')]
    text = "\n".join(dump)
    assert "$secret" in text
    assert len(text) > 1_000_000
    assert _found(text) == []
    assert _found(spoken) == []


def test_no_page_shows_them(synced):
    world, _ = synced
    ctx = world.person("northwind-owner")
    shown = []
    cursor = ""
    for _ in range(MOST_PAGES):
        page = reading.list_policies(ctx, PolicyFilters(environment_id=world.tenant_ref, ghosts="with"), cursor)
        for row in page.rows:
            ref = row.policy_ref
            shown += [
                asdict(policies.policy_detail(ctx, ref)), asdict(policies.policy_content(ctx, ref)),
                asdict(policies.policy_raw(ctx, ref)), asdict(policies.policy_assignments(ctx, ref)),
            ]  # fmt: skip
            if row.version > 1:
                shown += [asdict(policies.policy_diff(ctx, ref)), asdict(policies.policy_history(ctx, ref))]
        cursor = page.cursor
        if not cursor:
            break
    text = json.dumps(shown, default=str)
    assert cursor == ""
    assert text.count('"secret"') > 3
    assert _found(text) == []


def test_no_file_run_or_log_entry_holds_them(synced):
    world, _ = synced
    ctx = world.person("northwind-owner")
    taken = [json.dumps([asdict(row) for row in log.audit_page(ctx).rows], default=str)]
    for kind in ("audit.export", "run.export"):
        row = world.work(world.run(dispatch.start(ctx, kind, {}).run_ref))
        assert row["outcome"] == "succeeded"
        detail = run_detail(ctx, row["public_id"])
        for one in detail.artifacts:
            content = b"".join(artifacts.open_download(ctx, one.href.rpartition("/")[2]).chunks)
            taken.append(content.decode())
    runs = [row["public_id"] for row in world.all("select public_id from operation_run")]
    taken += [json.dumps(asdict(run_detail(ctx, one)), default=str) for one in runs]
    assert len(taken) > 4
    assert _found("\n".join(taken)) == []
