"""A university with something registered, an enterprise, and tokens: one world for each module."""

from tests.shared import shared_client, shared_db, shared_url
from tests.tokens.world import world

__all__ = ["shared_client", "shared_db", "shared_url", "world"]
