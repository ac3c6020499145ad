"""Values that are wrong: page sizes, dates, enums, and arguments written wrong."""

from typing import Any

import httpx
import pytest

from tests.http.answers import ask, codes_of
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

LIST = "query ($x: {}) {{ patents(filed: ALL, campus: ALL, {}) {{ totalCount nodes {{ id }} }} }}"


@pytest.mark.parametrize("argument", ["first", "last"])
async def test_page_sizes(argument: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    query = LIST.format("Int", f"{argument}: $x")
    codes = {
        value: codes_of(await ask(shared_client, asking, query, x=value))
        for value in (1_000_000, 101, -1, 2**31 - 1, 2**31, -(2**31) - 1, 1.5, "1", "", 10**18)
    }

    large = {value: ["PAGE_TOO_LARGE"] for value in (1_000_000, 101, -1, 2**31 - 1)}
    assert codes == large | {value: ["VALIDATION_FAILED"] for value in codes if value not in large}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("first: 1, last: 1", "INVALID_VALUE"),
        ('first: 1, before: "x"', "INVALID_VALUE"),
        ('last: 1, after: "x"', "INVALID_VALUE"),
        ('after: "x", before: "x"', "INVALID_VALUE"),
        ("first: 1e400000", "VALIDATION_FAILED"),
        (f"first: {'9' * 50}", "VALIDATION_FAILED"),
        (f"first: {'9' * 5000}", "INVALID_VALUE"),
        (f"first: -{'9' * 5000}", "INVALID_VALUE"),
        ('first: "1"', "VALIDATION_FAILED"),
        ("first: true", "VALIDATION_FAILED"),
        ("first: []", "VALIDATION_FAILED"),
        ("first: NOTHING", "VALIDATION_FAILED"),
        ("filed: NOTHING", "VALIDATION_FAILED"),
        ("filed: null", "VALIDATION_FAILED"),
        ('filed: "ALL"', "VALIDATION_FAILED"),
        ("where: {nothing: {eq: 1}}", "VALIDATION_FAILED"),
        ("where: {type: {eq: NOTHING}}", "VALIDATION_FAILED"),
        ("where: {type: {like: INVENTION}}", "VALIDATION_FAILED"),
        ("where: {and: [null]}", "VALIDATION_FAILED"),
        ("where: []", "VALIDATION_FAILED"),
        ("where: {grantDate: {eq: 20240131}}", "INVALID_VALUE"),
        ('where: {grantDate: {eq: "2024-02-30"}}', "INVALID_VALUE"),
        (f"where: {{grantDate: {{eq: {'9' * 5000}}}}}", "INVALID_VALUE"),
        ("where: {grantDate: {eq: {}}}", "INVALID_VALUE"),
        ("where: {maintenanceYears: {eq: 2147483648}}", "VALIDATION_FAILED"),
        ("orderBy: [{field: TITLE}]", "VALIDATION_FAILED"),
        ("orderBy: [{direction: ASC}]", "VALIDATION_FAILED"),
        ('search: "\\u0000"', "INVALID_VALUE"),
    ],
)
async def test_arguments_written_wrong(
    arguments: str, code: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    response = await ask(shared_client, asking, f"{{ patents({arguments}) {{ totalCount }} }}")

    assert codes_of(response) == [code]


DATES = ["", "x", "2024-02-30", "2024-13-01", "2024-1-1", "20240131", "2024-W05-3", "2024-031", "0000-01-01"]
DATES += [
    "99999-01-01",
    "-2024-01-31",
    "2024-01-31T00:00",
    "２０２４-01-31",
    "2024-01-3\x00",
    "2024/01/31",
    " 2024-01-31",
]
NO_DATES: list[Any] = [*DATES, 5, 2024.5, True, [], {}, "9" * 10_000]


@pytest.mark.parametrize("operator", ["eq", "ne", "gt", "gte", "lt", "lte"])
async def test_dates(operator: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    query = LIST.format("Date", f"where: {{grantDate: {{{operator}: $x}}}}")

    for value in NO_DATES:
        assert codes_of(await ask(shared_client, asking, query, x=value)) == ["INVALID_VALUE"], value


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("PatentType", "where: {type: {eq: $x}}"),
        ("LegalStatus!", "where: {legalStatus: {in: [$x]}}"),
        ("FilingState", "where: {filingState: {ne: $x}}"),
        ("FiledFilter!", "where: {}, filed: $x"),
        ("Campus!", "where: {}, campus: $x"),
        ("PatentOrderField!", "orderBy: {field: $x}"),
        ("Direction!", "orderBy: {field: GRANT_DATE, direction: $x}"),
    ],
)
async def test_unknown_codes(
    kind: str, arguments: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    query = f"query ($x: {kind}) {{ patents({arguments}) {{ totalCount }} }}"

    for value in ("NOTHING", "invention", "", "\x00", "A" * 10_000, 5, True, ["ALL"], {}):
        assert codes_of(await ask(shared_client, asking, query, x=value)) == ["VALIDATION_FAILED"], value
