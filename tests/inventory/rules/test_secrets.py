"""No planted secret can be read from anything that is stored or shown; that it changed can."""

from __future__ import annotations

import json

import pytest

from tenantpilot.inventory.diff import diff, is_same
from tenantpilot.inventory.readable import read
from tenantpilot.inventory.scanner import is_credential_name, scrub
from tests.inventory.rules.bodies import catalog, contract, made, needs_objects, real, script, simple
from tests.inventory.rules.planted import DECLARED, WORDS, WRITTEN, survives

ONE, TWO = "Hunter2-Correct-Horse/Battery", "Tr0ub4dor-3+Staple/Again-Zz9x=="
SPOKEN = ["pässwörd ist Gehéim 42", "p@ss <w0rd> & more", "Пароль-секрет-2042"]
PLAIN = {**DECLARED, **WRITTEN, **WORDS}


def _outputs(policy) -> bytes:
    pages = repr(read(policy.settings.content)) + repr(read(policy.assignments.content))
    changes = repr(diff(policy.settings.content, b"{}")) + repr(diff(b"{}", policy.settings.content))
    stored = (policy.settings.content, policy.assignments.content, policy.raw)
    return b"\n".join((*stored, repr(policy).encode(), pages.encode(), changes.encode()))


@pytest.mark.proves("INV-010", negative=True)
@pytest.mark.parametrize("secret", [ONE, TWO])
@pytest.mark.parametrize("place", PLAIN)
def test_no_planted_secret_survives(veil, place, secret) -> None:
    owner, body = PLAIN[place](secret)
    policy = made(body, owner, veil)
    assert policy.secrets > 0
    assert not survives(secret, _outputs(policy)), place


@pytest.mark.proves("INV-010", negative=True)
@pytest.mark.parametrize("secret", SPOKEN)
@pytest.mark.parametrize("place", [*DECLARED, *WRITTEN])
def test_no_planted_secret_with_spaces_or_signs_survives(veil, place, secret) -> None:
    owner, body = {**DECLARED, **WRITTEN}[place](secret)
    assert not survives(secret, _outputs(made(body, owner, veil))), place


@pytest.mark.proves("INV-011")
@pytest.mark.parametrize("place", PLAIN)
def test_another_secret_is_a_change_and_the_same_one_is_none(veil, other_veil, place) -> None:
    first, again, other = (made(*reversed(PLAIN[place](secret)), veil) for secret in (ONE, ONE, TWO))
    assert first.settings.digest == again.settings.digest
    assert first.settings.digest != other.settings.digest
    assert not is_same(first.settings.content, other.settings.content)
    elsewhere = made(*reversed(PLAIN[place](ONE)), other_veil)
    assert elsewhere.settings.digest != first.settings.digest
    told = diff(first.settings.content, other.settings.content)
    assert told.total > 0
    assert not survives(ONE, repr(told).encode())


@pytest.mark.proves("INV-011")
def test_a_changed_secret_is_told_as_such(veil) -> None:
    contents = [
        made(*reversed(DECLARED["settings catalog secret"](secret)), veil).settings.content for secret in (ONE, TWO)
    ]
    [one] = diff(*contents).differences
    assert (one.kind, one.is_secret, one.before, one.after) == ("changed", True, None, None)
    assert one.path == "settings[device_vpn_key].settingInstance.simpleSettingValue.value"


@pytest.mark.proves("INV-012")
def test_what_was_concealed_stays_as_it_is(veil) -> None:
    for place, plant in PLAIN.items():
        owner, body = plant(ONE)
        first = made(body, owner, veil)
        again = made(json.loads(first.raw), owner, veil)
        assert (again.settings, again.raw) == (first.settings, first.raw), place


@pytest.mark.proves("INV-012", negative=True)
def test_a_mark_that_the_provider_sent_is_no_mark(veil) -> None:
    owner = contract("settings_catalog")
    for told in (ONE, "0" * 63 + "G", {"x": ONE}, [ONE]):
        policy = made(catalog(simple("device_x", "y"), note={"$secret": told}), owner, veil)
        assert not survives(ONE, _outputs(policy))


@pytest.mark.proves("INV-013")
@pytest.mark.parametrize(
    "text",
    [
        "$passwordLength = 12", "$passwordPath = 'C:\\x'", "Set-PasswordPolicy -MinimumPasswordLength 14",
        "$token = $env:TOKEN", "password: $(Get-Secret x)", "passwordRequired = true", "net user svc /delete",
        "net use Z: /delete", '$pwd = "$PSScriptRoot"', "PASSWORD=%1%", "Basic authentication is off",
        "see https://example.test/a:b", "$monkey = 'banana'", "bypass: everything", "key=value",
        "HKLM:\\Software\\Policies\\Key", "<key>PayloadType</key><string>com.apple.wifi</string>",
    ],
)  # fmt: skip
def test_ordinary_text_is_left_alone(text) -> None:
    assert scrub(text, lambda secret: f"[{secret}]") == text


@pytest.mark.proves("INV-013")
def test_names_of_credentials_and_of_their_rules_are_told_apart() -> None:
    for name in (
        "password",
        "adminPassword",
        "preSharedKey",
        "WIFI_PSK",
        "client-secret",
        "apiKey2",
        "passwordValue",
        "x.y.token",
    ):
        assert is_credential_name(name), name
    for name in (
        "passwordRequired",
        "minimumPasswordLength",
        "tokenUrl",
        "userRights_createToken",
        "keyboard",
        "compass",
        "pinned",
    ):
        assert not is_credential_name(name), name


@needs_objects
@pytest.mark.proves("INV-013")
def test_real_policies_keep_their_settings(veil) -> None:
    concealed = {file: policy.secrets for owner, body, file in real() if (policy := made(body, owner, veil)).secrets}
    assert concealed == {
        "deviceConfigurations/macOS_-_Custom_-_Wi-Fi_-_Contoso_Network.json": 1,
        "deviceConfigurations/macOS_-_Custom_-_think-cell_-_License.json": 1,
    }


@pytest.mark.proves("INV-014")
def test_scripts_are_told_line_by_line(veil) -> None:
    owner = contract("powershell_scripts")
    old = made(script(f'$password = "{ONE}"\nWrite-Host one\nWrite-Host two\n'), owner, veil)
    new = made(script(f'$password = "{ONE}"\nWrite-Host one\nWrite-Host three\n'), owner, veil)
    [one] = diff(old.settings.content, new.settings.content).differences
    assert one.path == "scriptContent"
    assert one.text is not None
    assert one.text.is_decoded
    assert [line for line in one.text.lines if line[:1] in "+-"] == ["-Write-Host two", "+Write-Host three"]
