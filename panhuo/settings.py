"""Every setting, from the environment (prefix PANHUO_)."""

from functools import lru_cache
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of a process. Each is read from `PANHUO_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="PANHUO_")

    database_url: str = "sqlite://panhuo.sqlite3"
    """`sqlite://PATH` or `postgres://user:password@host:port/database`."""
    database_pool_max: int = 10
    """PostgreSQL connections a process may hold."""
    session_hours: int = 24 * 14
    secure_cookies: bool = False
    """Send the session cookie over HTTPS only. Set it wherever TLS is used."""
    trusted_proxies: int = 0
    """How many proxies in front append to X-Forwarded-For; 0 ignores the header."""
    plan_cache_size: int = 2000
    sign_in_account_failures: int = 8
    """Failed sign-ins of one account in a window before it is locked."""
    sign_in_address_failures: int = 40
    sign_in_window_seconds: int = 900
    password_cost: Literal["strong", "test"] = "strong"  # noqa: S105
    """How dear a password hash is; `test` makes it worthless, and is for tests alone."""
    password_threads: int = 2
    """Passwords hashed at once in a process, 64 MiB each."""
    max_body_bytes: int = 1_000_000
    demo: bool = False
    """Show the demo's ready accounts, with their password, to every visitor. Only `panhuo demo` sets it."""


@lru_cache
def get_settings() -> Settings:
    """Read the environment once a process."""
    return Settings()
