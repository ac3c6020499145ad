"""Ids and cursors that are none, of another type, of another list, or of somebody else."""

import base64
from typing import Any

import httpx
import orjson
import pytest

from tests.http.answers import ask, codes_of
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

LIST = "query ($x: {}) {{ patents(filed: ALL, campus: ALL, {}) {{ totalCount nodes {{ id }} }} }}"
BY_ID = {
    "patent": ("Patent", "query ($id: ID) { patent(id: $id) { id } }"),
    "orgUnit": ("OrgUnit", "query ($id: ID!) { orgUnit(id: $id) { id } }"),
    "node": (None, "query ($id: ID!) { node(id: $id) { id } }"),
    "nodes": (None, "query ($id: ID!) { nodes(ids: [$id]) { id } }"),
    "branch": ("OrgUnit", "query ($id: ID) { patents(branch: $id) { totalCount } }"),
    "unit": ("OrgUnit", "query ($id: ID) { patents(where: {unit: {under: $id}}) { totalCount } }"),
    "units": ("OrgUnit", "query ($id: ID!) { patents(where: {unit: {in: [$id]}}) { totalCount } }"),
    "institution": (
        "OrgUnit",
        "query ($id: ID) { orgUnits(where: {institution: {eq: $id}}) { totalCount } }",
    ),
}
MALFORMED = [
    *("", "1", "Patent", "Patent:", ":1", "Patent:0", "Patent:01", "Patent:-1", "Patent:+1", "Patent: 1"),
    *(" Patent:1", "Patent:1 ", "Patent:1\n", "Patent:1.0", "Patent:1e3", "Patent:0x1", "Patent:1:1"),
    *("patent:1", "PATENT1", "Patent:٣", "Patent:１", "Ｐatent:1", "Patent:1\x00", "\x00", "Patent:\ufeff1"),
    *("Pa tent:1", "Patent：1", "Patent:" + "9" * 19, "Patent:" + "1" * 10_000, "P" * 10_000 + ":1"),
    *("UGF0ZW50OjE=", "'; drop table patent; --"),
]
NO_IDS: list[Any] = [5.5, True, [], {}, ["Patent:1"], {"id": 1}]


@pytest.mark.parametrize("place", BY_ID)
async def test_an_id_that_is_none(place: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    for identity in MALFORMED:
        response = await ask(shared_client, asking, BY_ID[place][1], id=identity)
        assert codes_of(response) == ["BAD_ID"], identity
        assert "data" not in response.json()
    for value in NO_IDS:
        response = await ask(shared_client, asking, BY_ID[place][1], id=value)
        assert codes_of(response) == ["VALIDATION_FAILED"], value


@pytest.mark.parametrize("place", BY_ID)
async def test_an_id_of_another_type(place: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    kind, query = BY_ID[place]
    others = [
        name for name in ("Patent", "OrgUnit", "User", "Code", "Node", "Holding", "Query") if name != kind
    ]

    for name in others:
        codes = codes_of(await ask(shared_client, asking, query, id=f"{name}:999999"))
        assert codes == (["BAD_ID"] if kind else ["NOT_FOUND"] if place == "node" else []), name


async def test_ids_of_another_institution_are_as_good_as_none(
    shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    for place, key in (
        ("patent", "theirs"),
        ("node", "theirs"),
        ("orgUnit", "their unit"),
        ("node", "their admin"),
    ):
        response = await ask(shared_client, asking, BY_ID[place][1], id=asking.ids[key])

        assert response.json()["data"] == {place: None}
        assert codes_of(response) == ["NOT_FOUND"]
    for place in ("branch", "unit", "units", "institution"):
        response = await ask(shared_client, asking, BY_ID[place][1], id=asking.ids["their unit"])

        found = next(iter(response.json()["data"].values()))
        assert (found, codes_of(response)) == ({"totalCount": 0}, [])


def cursor(*values: Any) -> str:
    return encoded(orjson.dumps(list(values)))


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


BY_DATE = "GRANT_DATE:DESC,ID:DESC"
GOOD = cursor(BY_DATE, "2021-06-01", 1)
CURSORS = {
    "empty": "",
    "white space": " ",
    "text": "nonsense",
    "not ASCII": "游标",
    "a NUL": "\x00",
    "long": "A" * 100_000,
    "cut": GOOD[:-3],
    "padded": GOOD + "=" * (-len(GOOD) % 4 or 4),
    "with a line break": GOOD + "\n",
    "twice": GOOD + GOOD,
    "of another order": cursor("GRANT_DATE:ASC,ID:ASC", "2021-06-01", 1),
    "of another key": cursor("APPLICATION_DATE:DESC,ID:DESC", "2021-06-01", 1),
    "of another list": cursor("POSITION:ASC,ID:ASC", 0, 1),
    "of no order": cursor("2021-06-01", 1),
    "with white space inside": encoded(b'["GRANT_DATE:DESC,ID:DESC", "2021-06-01", 1]'),
    "escaped": encoded(b'["GRANT_DATE:DESC,ID:DESC","\\u0032021-06-01",1]'),
    "with a fraction": encoded(b'["GRANT_DATE:DESC,ID:DESC","2021-06-01",1.0]'),
    "with an exponent": encoded(b'["GRANT_DATE:DESC,ID:DESC","2021-06-01",1e0]'),
    "with a text for an id": cursor(BY_DATE, "2021-06-01", "1"),
    "with yes for an id": cursor(BY_DATE, "2021-06-01", True),
    "with null for an id": cursor(BY_DATE, "2021-06-01", None),
    "with null for a date": cursor(BY_DATE, None, 1),
    "with a number for a date": cursor(BY_DATE, 20210601, 1),
    "with no date": cursor(BY_DATE, "2021-02-30", 1),
    "with a week for a date": cursor(BY_DATE, "2021-W01-1", 1),
    "with a list for a date": cursor(BY_DATE, ["2021-06-01"], 1),
    "with more": cursor(BY_DATE, "2021-06-01", 1, 1),
    "with less": cursor(BY_DATE, "2021-06-01"),
    "an object": encoded(orjson.dumps({"order": BY_DATE})),
    "a number": encoded(b"5"),
    "deep": encoded(b"[" * 5000),
    "with too large an id": encoded(b'["GRANT_DATE:DESC,ID:DESC","2021-06-01",99999999999999999999]'),
    "not UTF-8": encoded(b'["\xff"]'),
    "in the other alphabet": base64.b64encode(b'["???>>>",1]').decode(),
}


@pytest.mark.parametrize("paging", ["after", "before"])
@pytest.mark.parametrize("name", CURSORS)
async def test_a_cursor_that_is_none(
    name: str, paging: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    response = await ask(shared_client, asking, LIST.format("String", f"{paging}: $x"), x=CURSORS[name])

    assert codes_of(response) == ["BAD_CURSOR"]
    assert "data" not in response.json()


async def test_a_cursor_with_unused_bits_set(shared_client: httpx.AsyncClient, asking: Asking) -> None:
    """Two texts for one row would be two cursors."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    good = next(each for each in (cursor(BY_DATE, "2021-06-01", 10**n) for n in range(3)) if len(each) % 4)
    neighbour = good[:-1] + alphabet[alphabet.index(good[-1]) + 1]

    codes = [
        codes_of(await ask(shared_client, asking, LIST.format("String", "after: $x"), x=each))
        for each in (good, neighbour)
    ]

    assert codes == [[], ["BAD_CURSOR"]]


@pytest.mark.parametrize("number", [2**31, -(2**31) - 1, 2**63, -(2**63)])
async def test_a_cursor_with_a_number_too_large_for_its_column(
    number: int, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    query = "query ($x: String) { orgUnits(after: $x) { nodes { id } } }"

    response = await ask(shared_client, asking, query, x=cursor("POSITION:ASC,ID:ASC", number, 1))

    assert codes_of(response) == ["BAD_CURSOR"]
