"""Every rule of the constitution names a test that exists."""

import re

from tests.architecture.proofs import names_of_tests
from tests.architecture.specification import ROOT, SPECS

_RULE = re.compile(r"^### (R\d+)\. (.+)$", re.MULTILINE)
_ENFORCED = re.compile(r"`(tests/[\w/.]+\.py(?:::\w+)*)`")


def _rules() -> dict[str, str]:
    text = (SPECS / "constitution.md").read_text(encoding="utf-8")
    starts = [(match.start(), match[1]) for match in _RULE.finditer(text)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return {name: text[start:end] for (start, name), end in zip(starts, ends, strict=True)}


def test_rules_are_numbered_without_gaps():
    assert list(_rules()) == [f"R{n}" for n in range(1, len(_rules()) + 1)]


def test_every_rule_names_its_test():
    assert [name for name, text in _rules().items() if not _ENFORCED.search(text)] == []


def test_the_named_tests_exist():
    missing = []
    for name, text in _rules().items():
        for reference in _ENFORCED.findall(text):
            path, _, function = reference.partition("::")
            if not (ROOT / path).is_file() or (function and reference not in names_of_tests()):
                missing.append((name, reference))
    assert missing == []
