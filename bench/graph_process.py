"""The sandbox's Graph in a process of its own, so that whoever is measured does not share a lock with it.

`python -m bench.graph_process 700` serves a demonstration tenant of that many objects and prints where; it ends with
its standard input.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx2

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.demo.profiles import ADVENTURE_WORKS
from tenantpilot.sandbox.graph.demo.tenants import build, policy_count
from tenantpilot.sandbox.graph.server import GraphSandbox

PROFILE = ADVENTURE_WORKS
# Encrypted values take a permission to write; without it the peer's backup would end in errors.
PEER_PERMISSION = "DeviceManagementConfiguration.ReadWrite.All"


@dataclass(frozen=True)
class Traffic:
    """What reached the sandbox: seconds from the first request to the end of the last, and of the last on beta.

    Policies are read on beta, by the peer too; logs and names that explain them stand on v1.0.
    """

    seconds: float
    policies: float
    requests: int
    parts: int
    throttled: int


class Graph:
    """The running sandbox, controlled as any program on this machine may."""

    def __init__(self, origin: str, objects: int) -> None:
        self.origin, self.objects = origin, objects
        self._http = httpx2.Client(base_url=f"{origin}/control", timeout=30)

    @property
    def variables(self) -> dict[str, str]:
        """What points the product at it."""
        return {"TENANTPILOT_GRAPH_URL": f"{self.origin}/graph", "TENANTPILOT_LOGIN_URL": f"{self.origin}/login"}

    def limits(self, **changes: Any) -> None:
        """Throttle by the published limits, changed as told; `is_on=False` lifts them. Everybody starts anew."""
        published = {"is_on": True, "requests": 1000, "access_per_second": 1.0}
        self._do("PATCH", "/limits", published | changes)

    def faults(self, *armed: dict[str, Any]) -> None:
        """Nothing goes wrong but this."""
        self._do("DELETE", "/faults")
        for one in armed:
            self._do("POST", "/faults", one)

    def forget(self) -> None:
        """Count traffic from now on, also against the limits: what others asked a moment ago is not held against us."""
        self._do("DELETE", "/log")
        self._do("PATCH", "/limits", {})

    def traffic(self) -> Traffic:
        """What came since `forget`."""
        entries = self._do("GET", "/log")["entries"]
        begun = [datetime.fromisoformat(entry["at"]).timestamp() for entry in entries]
        ended = [at + entry["seconds"] for at, entry in zip(begun, entries, strict=True)]
        parts = [part for entry in entries for part in entry["parts"]]
        return Traffic(
            seconds=max(ended) - min(begun),
            policies=max(at for at, one in zip(ended, entries, strict=True) if "/beta/" in one["path"]) - min(begun),
            requests=len(entries),
            parts=len(parts),
            throttled=sum(one["status"] == 429 for one in (*entries, *parts)),
        )

    def _do(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._http.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def graph(objects: int) -> Iterator[Graph]:
    """A tenant of that many objects, served by a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.graph_process", str(objects)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdin
        try:
            found = json.loads(process.stdout.readline())
            yield Graph(found["origin"], found["objects"])
        finally:
            process.stdin.close()
            process.wait(20)


def main() -> None:
    """Serve until standard input ends."""
    data = build(PROFILE, today=now(), policies=int(sys.argv[1]))
    data.timeline.clear()
    data.apps[0].granted.add(PEER_PERMISSION)
    with GraphSandbox() as sandbox:
        sandbox.add_tenant(data)
        print(json.dumps({"origin": sandbox.origin, "objects": policy_count(data)}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
