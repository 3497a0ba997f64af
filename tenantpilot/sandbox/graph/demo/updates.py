"""Windows updates beyond the rings: feature, quality, hotpatch and driver updates."""

from __future__ import annotations

from collections.abc import Iterator

from tenantpilot.sandbox.graph.demo.maker import Made, Maker

_RELEASES = ("Windows 11, version 24H2", "Windows 11, version 23H2", "Windows 11, version 25H2")


def feature_updates(maker: Maker, count: int) -> Iterator[Made]:
    """Which release devices stay on."""
    for index in range(count):
        header = maker.header("WIN", "Feature update", index)
        release = _RELEASES[index % len(_RELEASES)]
        yield (
            "windowsFeatureUpdateProfiles",
            {
                **header,
                "deployableContentDisplayName": release,
                "endOfSupportDate": "2027-10-12T00:00:00Z",
                "featureUpdateVersion": release,
                "installFeatureUpdatesOptional": maker.chance(0.3),
                "installLatestWindows10OnWindows11IneligibleDevice": True,
                "rolloutSettings": {
                    "offerStartDateTimeInUTC": None,
                    "offerEndDateTimeInUTC": None,
                    "offerIntervalInDays": index % 8,
                },
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )


def expedited_updates(maker: Maker, count: int) -> Iterator[Made]:
    """Quality updates that may not wait for their ring."""
    for index in range(count):
        header = maker.header("WIN", "Expedite quality update", index)
        release = f"2025-{6 + index % 6:02d}-10T00:00:00Z"
        yield (
            "windowsQualityUpdateProfiles",
            {
                **header,
                "deployableContentDisplayName": f"{release[:7]} security update",
                "releaseDateDisplayName": release[:10],
                "expeditedUpdateSettings": {"qualityUpdateRelease": release, "daysUntilForcedReboot": index % 3},
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )


def hotpatch(maker: Maker, count: int) -> Iterator[Made]:
    """Whether updates may install without a restart."""
    for index in range(count):
        header = maker.header("WIN", "Hotpatch", index)
        yield (
            "windowsQualityUpdatePolicies",
            {
                **header,
                "hotpatchEnabled": index % 3 != 2,
                "approvalSettings": [],
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )


def drivers(maker: Maker, count: int) -> Iterator[Made]:
    """Who approves drivers."""
    for index in range(count):
        header = maker.header("WIN", "Drivers", index)
        approval = "automatic" if index % 2 == 0 else "manual"
        yield (
            "windowsDriverUpdateProfiles",
            {
                **header,
                "approvalType": approval,
                "deploymentDeferralInDays": index * 2 if approval == "automatic" else None,
                "deviceReporting": maker.number(0, 400),
                "newUpdates": maker.number(0, 30),
                "inventorySyncStatus": {
                    "lastSuccessfulSyncDateTime": header["lastModifiedDateTime"],
                    "driverInventorySyncState": "success",
                },
                "driverInventories": [],
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )
