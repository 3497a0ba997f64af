"""Everything that can be wrong with an identity provider, armed one request at a time."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """The request a fault spoils."""

    DISCOVERY = "discovery"
    KEYS = "keys"
    AUTHORIZE = "authorize"
    TOKEN = "token"  # noqa: S105  a stage of the protocol


class Fault(StrEnum):
    """One way to be wrong; the stage decides which request consumes it."""

    DISCOVERY_DOWN = "discovery_down"
    DISCOVERY_WRONG_ISSUER = "discovery_wrong_issuer"
    KEYS_DOWN = "keys_down"

    ACCESS_DENIED = "access_denied"
    SERVER_ERROR = "server_error"
    WRONG_STATE = "wrong_state"
    MISSING_STATE = "missing_state"
    WRONG_RESPONSE_ISSUER = "wrong_response_issuer"
    EXPIRED_CODE = "expired_code"
    USED_CODE = "used_code"
    FOREIGN_CODE = "foreign_code"

    WRONG_ISSUER = "wrong_issuer"
    WRONG_AUDIENCE = "wrong_audience"
    EXTRA_AUDIENCE = "extra_audience"
    WRONG_NONCE = "wrong_nonce"
    MISSING_NONCE = "missing_nonce"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    ISSUED_IN_FUTURE = "issued_in_future"
    MISSING_SUBJECT = "missing_subject"
    MISSING_EXPIRY = "missing_expiry"
    MISSING_AUDIENCE = "missing_audience"
    TEXT_EXPIRY = "text_expiry"
    UNSIGNED = "unsigned"
    WRONG_KEY = "wrong_key"
    UNKNOWN_KEY = "unknown_key"
    KEY_CONFUSION = "key_confusion"
    TAMPERED = "tampered"
    WRONG_ACCESS_TOKEN_HASH = "wrong_access_token_hash"  # noqa: S105  names a fault
    NO_ID_TOKEN = "no_id_token"  # noqa: S105  names a fault
    TOKEN_DOWN = "token_down"  # noqa: S105  names a fault
    TOKEN_GARBAGE = "token_garbage"  # noqa: S105  names a fault
    TOKEN_SLOW = "token_slow"  # noqa: S105  names a fault

    @property
    def stage(self) -> Stage:
        """Which request the fault spoils."""
        if self.value.startswith("discovery"):
            return Stage.DISCOVERY
        if self is Fault.KEYS_DOWN:
            return Stage.KEYS
        return Stage.AUTHORIZE if self in _AUTHORIZE else Stage.TOKEN


_AUTHORIZE = frozenset(
    {
        Fault.ACCESS_DENIED,
        Fault.SERVER_ERROR,
        Fault.WRONG_STATE,
        Fault.MISSING_STATE,
        Fault.WRONG_RESPONSE_ISSUER,
        Fault.EXPIRED_CODE,
        Fault.USED_CODE,
        Fault.FOREIGN_CODE,
    }
)


@dataclass(frozen=True, slots=True)
class ArmedFault:
    """A fault waiting for its request; `seconds` is how far off a time is, or how long a delay lasts."""

    fault: Fault
    seconds: int = 300


class FaultQueue:
    """Faults in the order in which they were armed, separately for each stage."""

    def __init__(self) -> None:
        self._waiting: dict[Stage, deque[ArmedFault]] = {stage: deque() for stage in Stage}

    def arm(self, fault: Fault, seconds: int = 300, times: int = 1) -> None:
        """Spoil the next `times` requests of the fault's stage."""
        self._waiting[fault.stage].extend([ArmedFault(fault, seconds)] * times)

    def take(self, stage: Stage) -> ArmedFault | None:
        """The fault for the request being answered now, if one waits."""
        return self._waiting[stage].popleft() if self._waiting[stage] else None

    def clear(self) -> None:
        """Behave from now on."""
        for waiting in self._waiting.values():
            waiting.clear()

    def waiting(self) -> list[str]:
        """Names of the faults that have not happened yet."""
        return [armed.fault.value for queue in self._waiting.values() for armed in queue]
