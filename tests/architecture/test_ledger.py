"""specs/ledger.md names every capability, and only things that exist."""

import re

import pytest

from tests.architecture.proofs import proofs
from tests.architecture.specification import ROOT, SPECS, ids_named_in, requirements, table_rows

GROUPS = {"G": 12, "O": 8, "T": 6, "I": 8, "F": 10, "R": 8, "C": 9, "S": 4, "X": 7}
CODES = [f"{letter}{number}" for letter, last in GROUPS.items() for number in range(1, last + 1)]
COLUMNS = 7  # code, capability, spec, modules, tests, state, what is missing


def _rows() -> dict[str, list[str]]:
    rows = table_rows((SPECS / "ledger.md").read_text(encoding="utf-8"), COLUMNS)
    return {row[0]: row for row in rows if row[0] != "Code"}


ROWS = _rows()


def _paths(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_code_has_exactly_one_row():
    listed = [row[0] for row in table_rows((SPECS / "ledger.md").read_text(encoding="utf-8"), COLUMNS)]
    assert [code for code in listed if code != "Code"] == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_row_is_true(code):
    _, _, spec, modules, tests, state, missing = ROWS[code]
    assert state in {"none", "partial", "done"}
    for path in _paths(modules) + _paths(tests):
        assert (ROOT / path).exists(), f"{code} names {path}"
    for number in re.findall(r"(?<![\w-])(\d{3})\b(?!-)", spec):
        assert list(SPECS.glob(f"{number}-*/spec.md")), f"{code} names spec {number}"
    for identifier in re.findall(r"\bC-\d{3}\b", spec):
        assert identifier in (SPECS / "candidates.md").read_text(encoding="utf-8")
    if state == "none":
        assert (_paths(modules), _paths(tests)) == ([], [])
        assert re.search(r"\bC-\d{3}\b", spec), f"{code} is not built and not in the queue"
    else:
        assert _paths(modules), f"{code} names no module"
        assert all(path.startswith("tests/") for path in _paths(tests)), f"{code} names a test that is none"
        assert _paths(tests), f"{code} names no test"
    assert (missing not in {"", "-"}) == (state == "partial"), (
        "what is missing belongs to partial rows, and there always"
    )


def test_done_means_that_named_requirements_are_proven():
    proven = {proof.requirement for proof in proofs()} & {r.id for r in requirements() if r.state == "built"}
    done = {code: ids_named_in(row[2]) for code, row in ROWS.items() if row[5] == "done"}
    assert [code for code, ids in done.items() if not ids] == [], "done, but names no requirement"
    assert {code: sorted(ids - proven) for code, ids in done.items() if ids - proven} == {}
