"""What a governor does, whatever it stands on."""

from __future__ import annotations

from typing import Protocol

from tenantpilot.provider.governor.demand import Demand

# The window is counted in slots; what was sent in the oldest one counts until all of it is outside the window.
SLOTS = 20
# Background work leaves a part of each bucket free, and more of it while a person is waiting.
BACKGROUND_SHARE = 0.8
BACKGROUND_SHARE_BEHIND_PEOPLE = 0.5
# How long a person that was told to wait counts as waiting beyond the moment for which they were told to come back.
PERSON_SECONDS = 2.0
# After a refusal half of what was sent then is the limit; it grows back to the published one within this time.
RECOVERY_SECONDS = 300.0
SMALLEST_SHARE = 0.02
# A pause when the provider does not say how long.
SILENT_PAUSE = 1.0


class Governor(Protocol):
    """Admits requests: `admit` counts them and returns 0, or returns the seconds to wait before asking again."""

    async def admit(self, demand: Demand) -> float:
        """0 when the requests may be sent now."""
        ...

    async def throttled(self, demand: Demand, retry_after: float | None) -> None:
        """The provider refused: everybody's requests to these areas pause, and fewer are sent for a while."""
        ...

    async def aclose(self) -> None:
        """Give back connections."""
        ...
