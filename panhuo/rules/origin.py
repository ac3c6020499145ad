"""Origins of pages as browsers write them (RFC 6454): scheme, host, and a port that is not the usual."""

import re

ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::(?P<port>[1-9][0-9]{0,4}))?",
    re.ASCII,
)
USUAL = {"http": "80", "https": "443"}
LENGTH_AT_MOST = 200


def is_origin(text: str) -> bool:
    """Whether a text is an origin as a browser would send it; `null` and wildcards are none."""
    found = ORIGIN.fullmatch(text) if len(text) <= LENGTH_AT_MOST else None
    return found is not None and found["port"] != USUAL[found["scheme"]] and int(found["port"] or 0) < 65_536
