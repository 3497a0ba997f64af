"""Histories made at random, against the database; TENANTPILOT_TEST_STEPS says of how many steps in all."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.findings.machine import Machine
from tests.findings.world import FindingsWorld

STEPS = int(os.environ.get("TENANTPILOT_TEST_STEPS", "300"))
PER_HISTORY, HISTORIES = 50, 8


@pytest.mark.proves(
    "FWE-005", "FWE-009", "FWE-010", "FWE-011", "FWE-015", "FWE-016", "FWE-017", "FWE-031", negative=True
)
def test_whatever_happens_findings_are_what_the_table_says(shared: FindingsWorld, record_property):
    Machine.world, Machine.steps = shared, 0
    chosen = settings(
        max_examples=HISTORIES, stateful_step_count=PER_HISTORY, deadline=None, database=None, print_blob=True,
        # Making a failing history smaller would replay it for minutes; its steps are printed as they were.
        phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=PER_HISTORY * HISTORIES >= STEPS,
    )  # fmt: skip
    histories = 0
    while Machine.steps < STEPS:
        run_state_machine_as_test(Machine, settings=chosen)
        histories += 1
    record_property("summary", f"{Machine.steps} steps of findings against the database")
