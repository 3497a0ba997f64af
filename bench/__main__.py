"""`python -m bench [name ...]`: run measurements, print tables, write RESULTS.md. Status 1 means a missed goal."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import importlib.util
import sys
import time

from bench import machine, report
from bench.rows import Row
from tenantpilot.kernel.clock import now

# In the order of the table: the walls first, then work, then the whole product.
MEASUREMENTS = (
    "gate",
    "events",
    "isolation",
    "audit",
    "runs",
    "sync",
    "fleet",
    "inventory",
    "compare",
    "findings",
    "workflow",
    "expiring",
    "first_load",
    "start",
)


def main() -> int:
    """Run what was asked for; everything unless names are given."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MEASUREMENTS))
    parser.add_argument("--no-write", action="store_true", help="print only")
    wanted = parser.parse_args()
    unknown = set(wanted.names) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
    missed = 0
    for name in wanted.names or MEASUREMENTS:
        if importlib.util.find_spec(f"bench.{name}") is None:
            print(f"\n{name}: there is no bench/{name}.py yet", file=sys.stderr)
            missed += 1
            continue
        missed += _run(name, write=not wanted.no_write)
    return 1 if missed else 0


def _run(name: str, *, write: bool) -> int:
    began = time.monotonic()
    measured: list[Row] = importlib.import_module(f"bench.{name}").measure()
    seconds = time.monotonic() - began
    rows = [row if row.command else dataclasses.replace(row, command=f"python -m bench {name}") for row in measured]
    print(f"\n{name} ({seconds:.0f} s)\n{report.table(rows)}", flush=True)
    if write:
        report.remember(name, rows, seconds=seconds, day=now().date().isoformat(), machine=machine.facts())
        report.write(MEASUREMENTS)
    return sum(row.passed is False for row in rows)


if __name__ == "__main__":
    sys.exit(main())
