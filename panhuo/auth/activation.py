"""Activation codes: with one, the owner of an account sets its password, once. Only their SHA-256 is kept."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which people mistake for each other: five bits each."""
LENGTH = 20
GROUP = 5
VALID_MS = 14 * 24 * 3600 * 1000
"""How long a code serves: 14 days."""


@dataclass(frozen=True, slots=True)
class Activation:
    """A code just made: what its reader types, what is kept, and until when it serves (milliseconds)."""

    code: str = field(repr=False)
    hashed: str
    expires_at: int


def new_activation(now: int) -> Activation:
    """A new code of 100 random bits, in four groups: `7KQ2M-…`. Nothing can show it again."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    code = "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))
    return Activation(code, activation_hash(code), now + VALID_MS)


def activation_hash(typed: str) -> str:
    """What the database holds for a code; hyphens, spaces, width and capitals do not matter.

    Unsalted: 100 random bits cannot be guessed from it.
    """
    folded = unicodedata.normalize("NFKC", typed[: 4 * LENGTH]).upper()
    letters = "".join(each for each in folded if each.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()
