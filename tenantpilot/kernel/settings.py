"""Configuration: the only reader of the environment.

Everything comes from environment variables, is checked before any process starts, and an invalid value is refused with
the variable's name and the fix. docs/configuration.md lists each variable; a test keeps the two equal.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from tenantpilot.kernel.errors import ConfigurationError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Settings(BaseSettings):
    """One checked set of settings; frozen, so that nothing changes under a running process."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_file=None, hide_input_in_errors=True)

    database_url: str = Field(alias="DATABASE_URL", description="Application role's PostgreSQL URL")
    database_owner_url: str = Field(
        "",
        alias="DATABASE_OWNER_URL",
        description="Owner role's URL, needed by `migrate` and `provision` only",
    )
    redis_url: str = Field(alias="REDIS_URL", description="Redis for queue pointers and view state")
    origin: str = Field(alias="TENANTPILOT_ORIGIN", description="Public origin, e.g. https://pilot.example")
    secret_key: str = Field(alias="TENANTPILOT_SECRET_KEY", description="Base64 of at least 32 random bytes")
    state: Literal["memory", "redis"] = Field(
        "redis",
        alias="TENANTPILOT_STATE",
        description="Where view state lives; memory serves one web process only",
    )
    development: bool = Field(False, alias="TENANTPILOT_DEVELOPMENT", description="Shows /_kit; never in production")
    language: Literal["en", "de"] = Field("en", alias="TENANTPILOT_LANGUAGE", description="System language")
    oidc_issuer: str = Field("", alias="OIDC_ISSUER", description="Identity provider's issuer URL")
    oidc_client_id: str = Field("", alias="OIDC_CLIENT_ID", description="Client id at the provider")
    oidc_client_secret: str = Field("", alias="OIDC_CLIENT_SECRET", description="Client secret at the provider")
    graph_url: str = Field(
        "https://graph.microsoft.com",
        alias="TENANTPILOT_GRAPH_URL",
        description="Where Microsoft Graph is; another one for national clouds and the sandbox",
    )
    login_url: str = Field(
        "https://login.microsoftonline.com",
        alias="TENANTPILOT_LOGIN_URL",
        description="Where Microsoft signs applications in; belongs to the Graph URL",
    )
    session_idle_minutes: int = Field(
        60,
        alias="TENANTPILOT_SESSION_IDLE_MINUTES",
        ge=5,
        le=1440,
        description="Idle time after which a session ends",
    )
    session_absolute_hours: int = Field(
        12, alias="TENANTPILOT_SESSION_HOURS", ge=1, le=168, description="Longest life of a session"
    )
    proxy_hops: int = Field(
        0,
        alias="TENANTPILOT_PROXY_HOPS",
        ge=0,
        le=5,
        description="Reverse proxies in front that append to X-Forwarded-For",
    )
    lease_seconds: float = Field(
        15, alias="TENANTPILOT_LEASE_SECONDS", ge=1, le=300, description="A worker's lease on a run"
    )
    database_pool: int = Field(
        8, alias="TENANTPILOT_DATABASE_POOL", ge=2, le=100, description="Connections of one process"
    )

    audit_former_keys: str = Field(
        "",
        alias="TENANTPILOT_AUDIT_FORMER_KEYS",
        description="Public keys of earlier secret keys, base64, separated by commas",
    )

    former_secret_keys: str = Field(
        "",
        alias="TENANTPILOT_FORMER_SECRET_KEYS",
        description="Earlier secret keys that credentials may still be sealed with, base64, separated by commas",
    )

    @field_validator("database_url", "database_owner_url")
    @classmethod
    def _postgresql(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.field_name == "database_owner_url":
            return value
        if not (_address(value).scheme in ("postgresql", "postgres") and len(urlsplit(value).path) > 1):
            raise ValueError("must be a postgresql:// URL that names a database: postgresql://role:password@host/name")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: str) -> str:
        if _address(value).scheme not in ("redis", "rediss", "unix"):
            raise ValueError("must be a redis://, rediss:// or unix:// URL, such as redis://host:6379/0")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        try:
            raw = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("must be base64; make one with: openssl rand -base64 48") from None
        if len(raw) < 32:
            raise ValueError("must hold at least 32 bytes; make one with: openssl rand -base64 48")
        return value

    @field_validator("former_secret_keys")
    @classmethod
    def _long_enough_each(cls, value: str) -> str:
        try:
            lengths = [len(base64.b64decode(one, validate=True)) for one in _listed(value)]
        except (binascii.Error, ValueError):
            lengths = [0]
        if any(length < 32 for length in lengths):
            raise ValueError("must be earlier values of TENANTPILOT_SECRET_KEY")
        return value

    @field_validator("audit_former_keys")
    @classmethod
    def _public_keys(cls, value: str) -> str:
        try:
            lengths = {len(base64.b64decode(one, validate=True)) for one in _listed(value)}
        except (binascii.Error, ValueError):
            lengths = {0}
        if lengths - {32}:
            raise ValueError("must be public keys as `tenantpilot audit public-key --short` prints them")
        return value

    @field_validator("origin")
    @classmethod
    def _bare_origin(cls, value: str) -> str:
        url = _address(value)
        if url.scheme not in ("http", "https") or not url.hostname or url.path or url.query or url.fragment:
            raise ValueError("must be scheme://host[:port] without a path, such as https://pilot.example")
        if url.scheme == "http" and url.hostname not in LOOPBACK:
            raise ValueError("must use https outside the local machine")
        return value

    @field_validator("graph_url", "login_url")
    @classmethod
    def _provider(cls, value: str) -> str:
        url = _address(value)
        if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment or url.username:
            raise ValueError("must be scheme://host[:port][/path], such as https://graph.microsoft.com")
        if url.scheme == "http" and url.hostname not in LOOPBACK:
            raise ValueError("must use https outside the local machine")
        return value.rstrip("/")

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str) -> str:
        url = _address(value)
        if value and (url.scheme not in ("http", "https") or not url.hostname):
            raise ValueError("must be the issuer's https:// URL")
        if value and url.scheme != "https" and url.hostname not in LOOPBACK:
            raise ValueError("must use https outside the local machine")
        return value

    @model_validator(mode="after")
    def _whole_provider(self) -> Settings:
        if self.oidc_issuer and not self.oidc_client_id:
            raise ValueError("OIDC_CLIENT_ID is not set; the provider shows it where the application is registered")
        if self.oidc_issuer and not self.oidc_client_secret:
            raise ValueError("OIDC_CLIENT_SECRET is not set; make one where the application is registered")
        return self

    @property
    def is_secure(self) -> bool:
        """Whether people reach the product over TLS, which decides cookie names and HSTS."""
        return self.origin.startswith("https://")

    @property
    def secret_key_bytes(self) -> bytes:
        """The decoded installation secret."""
        return base64.b64decode(self.secret_key)

    @property
    def former_secret_keys_bytes(self) -> tuple[bytes, ...]:
        """The decoded earlier installation secrets."""
        return tuple(base64.b64decode(one) for one in _listed(self.former_secret_keys))

    @property
    def former_audit_keys(self) -> tuple[bytes, ...]:
        """Raw Ed25519 public keys whose checkpoints still count."""
        return tuple(base64.b64decode(one) for one in _listed(self.audit_former_keys))


def _address(value: str) -> SplitResult:
    url = urlsplit(value)
    url.port  # noqa: B018 - raises ValueError when it is no number
    return url


def _listed(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        name = "".join(f"{part}: " for part in problem["loc"])
        text = "is not set" if problem["type"] == "missing" else problem["msg"].removeprefix("Value error, ")
        lines.append(
            f"  {name}{text}; see docs/configuration.md" if problem["type"] == "missing" else f"  {name}{text}"
        )
    return "Invalid configuration, nothing was started:\n" + "\n".join(lines)


def load(**values: Any) -> Settings:
    """Read and check the settings afresh.

    Raises:
        ConfigurationError: a variable is missing or wrong; the text names it and the fix, never its value.
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        raise ConfigurationError(_explain(error)) from None


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process's settings, read once; `settings.cache_clear()` is for tests."""
    return load()
