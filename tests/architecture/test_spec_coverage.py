"""Every built requirement has a test that proves it, and nothing claims to prove what no spec asks for."""

from collections import Counter

import pytest

from tests.architecture.proofs import proofs, proofs_in
from tests.architecture.specification import (
    SPECS,
    ids_named_in,
    parse_requirements,
    requirements,
    spec_files,
    status,
)

SECTIONS = ("Summary", "Why now", "Boundary to its neighbours", "Problem", "Goals", "Non-goals", "Scope",
            "Target model", "Requirements", "Risks if not done", "Dependencies and sequence",
            "Delivery recommendation")  # fmt: skip
GROUP_SECTIONS = ("Problem", "Goals", "Non-goals", "Requirements", "Acceptance")


def test_requirement_ids_are_unique():
    counted = Counter(requirement.id for requirement in requirements())
    assert [id_ for id_, times in counted.items() if times > 1] == []


def test_each_spec_has_one_prefix_of_its_own():
    owners: dict[str, set[str]] = {}
    for requirement in requirements():
        owners.setdefault(requirement.id[:3], set()).add(requirement.spec)
    assert {prefix: specs for prefix, specs in owners.items() if len(specs) > 1} == {}
    assert len(owners) == len(spec_files())


def test_every_built_requirement_is_proven():
    proven = {proof.requirement for proof in proofs()}
    assert [r.id for r in requirements() if r.state == "built" and r.id not in proven] == []


def test_built_requirements_with_a_refused_path_have_a_test_of_it():
    refused = {proof.requirement for proof in proofs() if proof.negative}
    assert [r.id for r in requirements() if r.state == "built" and "negative" in r.kinds and r.id not in refused] == []


def test_planned_requirements_are_not_proven_yet():
    proven = {proof.requirement for proof in proofs()}
    assert [r.id for r in requirements() if r.state == "planned" and r.id in proven] == []


def test_proofs_name_known_requirements():
    known = {requirement.id for requirement in requirements()}
    assert [(proof.test, proof.requirement) for proof in proofs() if proof.requirement not in known] == []


def test_planned_requirements_stand_in_the_queue():
    queued = ids_named_in((SPECS / "candidates.md").read_text(encoding="utf-8"))
    planned = {requirement.id for requirement in requirements() if requirement.state == "planned"}
    assert sorted(planned - queued) == []
    assert sorted(queued - planned) == [], "candidates.md names requirements that are built or unknown"


def test_the_status_of_a_spec_follows_from_its_requirements():
    wrong = []
    for path in spec_files():
        states = {r.state for r in requirements() if r.spec == path.parent.name}
        expected = {("planned",): "planned", ("built",): "delivered"}.get(tuple(states), "in progress")
        if status(path) != expected:
            wrong.append((path.parent.name, status(path), expected))
    assert wrong == []


@pytest.mark.parametrize("path", spec_files(), ids=lambda path: path.parent.name)
def test_specs_have_all_their_sections(path):
    headings = [line[3:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    wanted = SECTIONS if path.parent.name < "010" else GROUP_SECTIONS
    assert [section for section in wanted if section not in headings] == []


def test_governance_specs_state_priority_and_slug():
    for path in spec_files()[:4]:
        text = path.read_text(encoding="utf-8")
        assert f"| Slug | `{path.parent.name[4:]}` |" in text
        assert "| Priority | P" in text


def test_unreadable_requirements_are_errors():
    for line in (
        "- **ABC-001** no state",
        "- **ABC-001** [done] x",
        "- **ABC-1** [built] x",
        "- **ABC-001** [built; odd] x",
    ):
        with pytest.raises(ValueError, match=r"ABC|state"):
            parse_requirements(line, "example")


def test_marks_are_read_from_functions_classes_and_modules():
    source = """
import pytest
pytestmark = [pytest.mark.slow, pytest.mark.proves("ABC-001")]
@pytest.mark.proves("ABC-002", "ABC-003", negative=True)
def test_one(): ...
@pytest.mark.proves("ABC-004")
class TestMany:
    def test_two(self): ...
@pytest.mark.skip
@pytest.mark.proves("ABC-005")
def test_dead(): ...
"""
    found = {(proof.requirement, proof.test, proof.negative) for proof in proofs_in(source, "t.py")}
    assert found == {
        ("ABC-001", "t.py::test_one", False), ("ABC-002", "t.py::test_one", True), ("ABC-003", "t.py::test_one", True),
        ("ABC-001", "t.py::TestMany::test_two", False), ("ABC-004", "t.py::TestMany::test_two", False),
    }  # fmt: skip


def test_marks_with_computed_ids_are_refused():
    with pytest.raises(ValueError, match="plain strings"):
        proofs_in("import pytest\n@pytest.mark.proves(ID)\ndef test_x(): ...", "t.py")
