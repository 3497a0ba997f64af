"""Signing keys of the sandbox provider and their rotation."""

from __future__ import annotations

import secrets
from typing import Any

from joserfc.jwk import ECKey, KeyParameters, RSAKey

SigningKey = RSAKey | ECKey
ALGORITHMS = ("RS256", "ES256")


def _make(algorithm: str) -> SigningKey:
    parameters: KeyParameters = {"kid": secrets.token_hex(8), "use": "sig", "alg": algorithm}
    if algorithm == "ES256":
        return ECKey.generate_key("P-256", parameters, private=True)
    return RSAKey.generate_key(2048, parameters, private=True)


class KeyRing:
    """One current key for each algorithm, plus the retired ones that are still published."""

    def __init__(self) -> None:
        self._current: dict[str, SigningKey] = {name: _make(name) for name in ALGORITHMS}
        self._retired: list[SigningKey] = []

    def signing(self, algorithm: str) -> SigningKey:
        """The key that signs new tokens with `algorithm`."""
        return self._current[algorithm]

    def rotate(self, *, keep_old: bool = True) -> None:
        """Sign with new keys from now on; without `keep_old` the former ones vanish from the key set."""
        retired = list(self._current.values())
        self._current = {name: _make(name) for name in ALGORITHMS}
        self._retired = (self._retired + retired)[-4:] if keep_old else []

    def published(self) -> dict[str, Any]:
        """The key set document: public halves only."""
        keys = [*self._current.values(), *self._retired]
        return {"keys": [key.as_dict(private=False) for key in keys]}


def stranger(algorithm: str, kid: str) -> SigningKey:
    """A key that was never published but claims the id of one that was."""
    key = _make(algorithm)
    data = key.as_dict(private=True) | {"kid": kid}
    return ECKey.import_key(data) if algorithm == "ES256" else RSAKey.import_key(data)
