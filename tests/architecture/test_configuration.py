"""The table of environment variables equals the settings class."""

import pytest
from pydantic_core import PydanticUndefined

from tenantpilot.kernel.settings import Settings
from tests.architecture.specification import ROOT, table_rows

DOCUMENT = ROOT / "docs" / "configuration.md"


def _documented() -> dict[str, str]:
    rows = table_rows(DOCUMENT.read_text(encoding="utf-8"), columns=3)
    return {name.strip("`"): default.strip("`") for name, default, _ in rows if name.startswith("`")}


def _default(value: object) -> str:
    if value is PydanticUndefined:
        return "required"
    if value == "":
        return "empty"
    return str(int(value)) if isinstance(value, bool) else str(value)


@pytest.mark.proves("STI-006")
def test_the_table_lists_every_variable_with_its_default():
    actual = {str(field.alias): _default(field.default) for field in Settings.model_fields.values()}
    assert _documented() == actual


def test_every_setting_has_an_alias_and_a_description():
    assert [name for name, field in Settings.model_fields.items() if not (field.alias and field.description)] == []
