"""What permissions let the product do, and what a missing one stops."""

from __future__ import annotations

import pytest

from tenantpilot.provider.contracts.registry import FEATURES, contracts
from tenantpilot.provider.posture_rules import assess, covers

EVERYTHING = {name for feature in FEATURES.values() for name in feature.permissions}


@pytest.mark.proves("PRV-007")
def test_the_least_permissions_grant_every_feature():
    posture = assess(EVERYTHING)
    assert {item.state for item in posture.features} == {"granted"}
    assert posture.is_complete
    assert (posture.missing, posture.excess, posture.blocked) == ((), (), ())
    assert not any(".ReadWrite" in name for name in EVERYTHING)


@pytest.mark.proves("PRV-007", negative=True)
@pytest.mark.parametrize("withdrawn", sorted(EVERYTHING))
def test_a_missing_permission_blocks_what_depends_on_it_and_nothing_else(withdrawn):
    posture = assess(EVERYTHING - {withdrawn})
    hit = {key for key, feature in FEATURES.items() if withdrawn in feature.permissions}
    # A wider permission that is still there makes up for the narrower one.
    assert {item.feature for item in posture.features if item.state == "missing"} == hit
    assert set(posture.blocked) == {family for family, c in contracts().items() if c.feature in hit}
    assert posture.missing == (withdrawn,)
    assert all(item.fix == "grant_permissions" for item in posture.features if item.state == "missing")
    assert posture.is_complete == all(FEATURES[key].is_optional for key in hit)


@pytest.mark.proves("PRV-007", negative=True)
def test_without_any_permission_everything_is_blocked_until_somebody_agrees():
    posture = assess(())
    assert set(posture.blocked) == set(contracts())
    assert {item.fix for item in posture.features} == {"consent_again"}
    assert set(posture.missing) == EVERYTHING


@pytest.mark.proves("PRV-007")
@pytest.mark.parametrize(
    ("granted", "needed"),
    [
        ("DeviceManagementApps.ReadWrite.All", "DeviceManagementApps.Read.All"),
        ("Group.Read.All", "GroupMember.Read.All"),
        ("Directory.Read.All", "GroupMember.Read.All"),
        ("Directory.ReadWrite.All", "User.Read.All"),
        ("Directory.Read.All", "Application.Read.All"),
        ("RoleManagement.ReadWrite.Directory", "RoleManagement.Read.Directory"),
        ("Policy.Read.All", "Policy.Read.AuthenticationMethod"),
    ],
)
def test_a_wider_permission_counts_as_the_narrower_one(granted, needed):
    assert covers({granted}, needed)
    assert not covers({needed}, granted)


@pytest.mark.proves("PRV-007", negative=True)
@pytest.mark.parametrize(
    ("granted", "needed"),
    [
        ("DeviceManagementConfiguration.ReadWrite.All", "DeviceManagementScripts.Read.All"),
        ("Policy.ReadWrite.ConditionalAccess", "Policy.Read.All"),
        ("Directory.Read.All", "DeviceManagementApps.Read.All"),
        ("Directory.Read.All", "Policy.Read.All"),
        ("GroupMember.Read.All", "User.Read.All"),
        ("devicemanagementapps.read.all", "DeviceManagementApps.Read.All"),
    ],
)
def test_another_permission_does_not(granted, needed):
    assert not covers({granted}, needed)


@pytest.mark.proves("PRV-007")
def test_what_nobody_asked_for_is_not_needed():
    posture = assess({"DeviceManagementConfiguration.Read.All"}, wanted={"device_configuration"})
    states = {item.feature: item.state for item in posture.features}
    assert states.pop("device_configuration") == "granted"
    assert set(states.values()) == {"not_needed"}
    assert posture.is_complete
    assert posture.blocked == ()


@pytest.mark.proves("PRV-007")
def test_more_than_anybody_needs_is_named():
    assert assess({*EVERYTHING, "Mail.Send", "Group.Read.All"}).excess == ("Group.Read.All", "Mail.Send")
    stands_in = (EVERYTHING - {"GroupMember.Read.All"}) | {"Group.Read.All"}
    assert assess(stands_in).excess == ()
