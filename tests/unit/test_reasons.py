"""Every reason a run can end with leads somewhere, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tenantpilot.i18n import LOCALES
from tenantpilot.i18n.catalogue import messages
from tenantpilot.operations.reasons import AFTER_OUTCOME, NEXT_STEPS, next_steps
from tenantpilot.operations.tables import OUTCOMES

PACKAGE = Path(__file__).resolve().parents[2] / "tenantpilot"


def _dashed(code: str) -> str:
    return code.replace("_", "-")


@pytest.mark.proves("OPS-018")
@pytest.mark.parametrize("locale", LOCALES)
def test_each_reason_has_words_and_each_step_says_what_and_why(locale: str) -> None:
    known = messages(locale)
    missing = [code for code in NEXT_STEPS if f"reason-{_dashed(code)}" not in known]
    steps = {"download", *(s for all_of_them in (*NEXT_STEPS.values(), *AFTER_OUTCOME.values()) for s in all_of_them)}
    missing += [s for s in steps for form in ("next-step-", "next-step-why-") if form + _dashed(s) not in known]
    assert missing == []


@pytest.mark.proves("OPS-018")
def test_each_reason_has_a_next_step_and_each_outcome_has_one_when_no_reason_is_named() -> None:
    assert [code for code, steps in NEXT_STEPS.items() if not steps] == []
    assert set(AFTER_OUTCOME) == {"", *OUTCOMES}
    assert [outcome for outcome, steps in AFTER_OUTCOME.items() if not steps and outcome != "succeeded"] == []
    assert next_steps("failed", "unexpected_error", has_files=False, can_retry=False) == ("contact_support",)


@pytest.mark.proves("OPS-018", negative=True)
def test_no_reason_is_invented_outside_the_table() -> None:
    """Codes given wherever a run is refused or completed, read from the source."""
    found = {}
    for path in sorted((PACKAGE / "operations").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = [k.value for k in node.keywords if k.arg in ("reason", "reason_code")]
            name = ast.unparse(node.func).rpartition(".")[2]
            given += node.args[:1] if name == "BlockedError" else node.args[3:4] if name == "complete" else []
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found[value.value] = path.name
    codes = {code for code in found if re.fullmatch(r"[a-z]+(_[a-z]+)+", code)}
    assert codes, "the search finds nothing"
    assert codes - NEXT_STEPS.keys() == set()
