"""Accept header → media type of the answer."""

import pytest

from panhuo.http.accepting import JSON, RESPONSE, accepted

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
URQL = f"{RESPONSE}, application/graphql+json, {JSON}, text/event-stream, multipart/mixed"


@pytest.mark.parametrize(
    ("header", "media_type"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}; charset=utf-8, {JSON}; charset=utf-8", RESPONSE),
        (f"{JSON}, {RESPONSE}", JSON),
        (f"{JSON};q=0.5, {RESPONSE};q=0.4", JSON),
        (f"{JSON};q=0.4, {RESPONSE};q=0.5", RESPONSE),
        (f"{RESPONSE};q=0, */*", JSON),
        (f"*/*;q=0.1, {RESPONSE};q=0.2", RESPONSE),
        (f"{RESPONSE.upper()} ; Q=1", RESPONSE),
        (URQL, RESPONSE),
        (f"{RESPONSE},{JSON};q=0.9", RESPONSE),
        ("text/html", None),
        ("text/event-stream", None),
        ("image/png, text/plain", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=nan", None),
        (f"{JSON};q=x", None),
        ("nonsense", None),
    ],
)
def test_the_best_of_our_json_types(header: str | None, media_type: str | None) -> None:
    assert accepted(header).json == media_type


@pytest.mark.parametrize(
    ("header", "takes", "prefers"),
    [
        ("text/event-stream", True, True),
        ("text/event-stream, multipart/mixed", True, True),
        (f"text/event-stream, {JSON}", True, True),
        (f"{JSON}, text/event-stream", True, False),
        (f"text/event-stream;q=0.5, {JSON}", True, False),
        ("text/event-stream;q=0", False, False),
        (URQL, True, False),
        ("*/*", True, False),
        (BROWSER, True, False),
        (JSON, False, False),
    ],
)
def test_events_are_preferred_only_where_the_header_says_so(header: str, takes: bool, prefers: bool) -> None:
    found = accepted(header)

    assert (found.events, found.prefers_events) == (takes, prefers)


@pytest.mark.parametrize(
    ("header", "page"),
    [(BROWSER, True), ("text/html", True), (f"{JSON}, text/html", False), ("*/*", False), (URQL, False)],
)
def test_a_page_is_for_browsers(header: str, page: bool) -> None:
    assert accepted(header).prefers_page is page


def test_an_endless_header_is_read_as_far_as_is_sensible() -> None:
    assert accepted("x/y," * 100_000 + JSON).json is None
