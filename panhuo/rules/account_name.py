"""One spelling for each account name."""

import unicodedata

MAX_ACCOUNT_NAME = 64
"""Characters an account name may have; the width of its column."""
MAX_TYPED = 256
"""Characters of what was typed that are looked at: folding may shorten it."""


def account_name(typed: str) -> str | None:
    """The spelling of an account name under which it is stored and looked up; None where none can be.

    Full-width letters and digits, as Chinese input methods produce them, capitals and outer spaces make no
    difference. Whatever creates an account stores this spelling.
    """
    if len(typed) > MAX_TYPED:
        return None
    folded = compatible(compatible(typed).casefold()).strip()
    valid = 0 < len(folded) <= MAX_ACCOUNT_NAME and not any(unprintable(c) for c in folded)
    return folded if valid else None


def compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def unprintable(character: str) -> bool:
    """Control characters (NUL among them) and lone surrogates, which no database stores as text."""
    return unicodedata.category(character) in ("Cc", "Cs")
