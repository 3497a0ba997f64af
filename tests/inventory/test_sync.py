"""A whole sync against the sandbox: everything is read, and reading it again changes nothing."""

from __future__ import annotations

import time

from tests.inventory.world import small_demo


def test_demo(world):
    world.serve(small_demo())
    t = time.monotonic()
    run = world.sync()
    print("first", time.monotonic() - t, {k: run[k] for k in ("outcome", "reason_code", "total", "done", "failed", "skipped", "diagnostics")})
    for item in world.items(run).values():
        if item["status"] != "done":
            print(item["payload"], item["status"], item["reason_code"], item["detail"][:300])
    print(len(world.policies()), world.inventory())
    t = time.monotonic()
    before = world.state()
    run = world.sync()
    print("second", time.monotonic() - t, run["outcome"], run["diagnostics"])
    assert world.state() == before
    t = time.monotonic()
    run = world.sync(mode="full")
    print("full", time.monotonic() - t, run["outcome"], run["diagnostics"])
    assert world.state() == before
