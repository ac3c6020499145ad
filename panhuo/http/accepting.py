"""In which media type to answer (RFC 9110 §12.5.1; GraphQL over HTTP, "Accept")."""

from dataclasses import dataclass
from functools import lru_cache

RESPONSE = "application/graphql-response+json"
JSON = "application/json"
EVENTS = "text/event-stream"
PAGE = "text/html"
MAX_RANGES = 32
"""Media ranges read from one header; clients send fewer than ten."""
LONGEST = 1000
"""Characters of a header that are read."""

Rank = tuple[float, int]
"""How welcome a media type is: by weight, then the earlier in the header. Weight 0: not at all."""
UNWELCOME: Rank = (0.0, -MAX_RANGES)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a client takes: the best of our JSON types; whether it takes, or prefers, events and pages."""

    json: str | None
    events: bool
    prefers_events: bool
    prefers_page: bool


def accepted(header: str | None) -> Accepted:
    """What an Accept header takes; anything, without one."""
    return read((header or "*/*")[:LONGEST])


@lru_cache(maxsize=200)
def read(header: str) -> Accepted:
    ranges = [weighted(text, place) for place, text in enumerate(header.split(",", MAX_RANGES)[:MAX_RANGES])]
    ranks = {kind: rank_of(kind, ranges) for kind in (JSON, RESPONSE, EVENTS, PAGE)}
    best = max((JSON, RESPONSE), key=lambda kind: ranks[kind])
    welcome = ranks[best][0] > 0
    named = {name for name, _ in ranges}
    return Accepted(
        best if welcome else None,
        ranks[EVENTS][0] > 0,
        EVENTS in named and ranks[EVENTS][0] > 0 and ranks[EVENTS] > ranks[best],
        PAGE in named and ranks[PAGE][0] > 0 and ranks[PAGE] > ranks[best],
    )


def rank_of(kind: str, ranges: list[tuple[str, Rank]]) -> Rank:
    """The rank of a media type by the most specific range that matches it."""
    for wanted in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        found = [rank for name, rank in ranges if name == wanted]
        if found:
            return max(found)
    return UNWELCOME


def weighted(text: str, place: int) -> tuple[str, Rank]:
    """A media range without its parameters, and its rank; an unreadable weight is 0."""
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    weights = [part.partition("=")[2].strip() for part in parameters if part.partition("=")[0].strip() == "q"]
    try:
        weight = float(weights[0]) if weights else 1.0
    except ValueError:
        weight = 0.0
    return name, (weight if 0 <= weight <= 1 else 0.0, -place)
