"""What is asked of both servers: the same pages, as GraphQL and as the hand-written server takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson

from bench.accounts import token_of
from bench.floor import ORDER
from bench.scopes import Reader
from panhuo.compiler.cursor import encode_cursor

PAGE = 50
DETAILS = 100
"""Patents whose detail is asked for in turn."""
GRANTED_FROM = "2015-01-01"
SUBCLASSES = 6
DEPTHS = (50, 500, 2_000, 5_000, 10_000)
"""Rows before the further pages that are asked for."""

LIST = """
query List($first: Int, $after: String, $where: PatentFilter) {
  patents(filed: ALL, campus: ALL, first: $first, after: $after, where: $where) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id applicationNumber publicationNumber title type legalStatus applicationDate publicationDate grantDate
      expiryDate firstInventor inventorNames mainIpc validAtEndOf2023 coOwned filingState
      unit { id name }
    }
  }
}
"""
DETAIL = """
query Detail($id: ID!) {
  patent(id: $id) {
    id applicationNumber publicationNumber title type legalStatus applicationDate publicationDate grantDate
    expiryDate firstInventor inventorNames mainIpc validAtEndOf2023 coOwned filingState
    abstract independentClaim legalText agency asOf ownerNames affiliation firstOwner mainIndustry
    mainStrategicIndustry maintenanceYears
    unit { id name }
    institution { id name }
    owners { position name }
    inventors { position name }
    codes { kind position code title source }
  }
}
"""


@dataclass(frozen=True)
class Ask:
    """One request, as each server takes it."""

    ours: Mapping[str, Any]
    """Variables."""
    floor: Mapping[str, Any]
    """Body."""


@dataclass(frozen=True)
class Workload:
    """Requests sent in turn by one account."""

    name: str
    query: str
    floor_path: str
    """Empty where the hand-written server has nothing like it."""
    username: str
    """Empty for a visitor."""
    asks: Sequence[Ask]
    touched: Sequence[int] = ()
    """Patents one of which is written before each request."""

    def ours(self) -> list[bytes]:
        """The requests to our server as they go over the wire."""
        bodies = [{"query": self.query, "variables": ask.ours} for ask in self.asks]
        return [http_request("/graphql", self.username, body) for body in bodies]

    def floor(self) -> list[bytes]:
        """The requests to the hand-written server."""
        return [http_request(self.floor_path, self.username, ask.floor) for ask in self.asks]


def http_request(path: str, username: str, body: object) -> bytes:
    content = orjson.dumps(body)
    bearer = f"Authorization: Bearer {token_of(username)}\r\n" if username else ""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{bearer}"
        f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def page(after: str | None = None, **where: Any) -> Ask:
    """A page of the list, all patents or those under four filters."""
    ours: dict[str, Any] = {"first": PAGE, "after": after, "where": None}
    if where:
        ours["where"] = {
            "type": {"eq": where["type"]},
            "validAtEndOf2023": {"eq": where["validAtEndOf2023"]},
            "ipc": {"under": where["ipcUnder"]},
            "grantDate": {"gte": where["grantedFrom"]},
        }
    return Ask(ours, {"first": PAGE, "after": after, "where": where or None})


async def workloads(connection: Reader) -> list[Workload]:
    """The workloads on a filled world."""
    largest = await institution_of(connection, "institution-admin")
    filtered = await filtered_pages(connection, largest)
    deep = [page(cursor) for cursor in await cursors(connection, largest)]
    ids = await numbers(connection, largest)
    details = [Ask({"id": f"Patent:{number}"}, {"id": f"Patent:{number}"}) for number in ids]
    return [
        Workload("list, 4 filters, largest institution", LIST, "/list", "institution-admin", filtered),
        Workload("list, largest institution", LIST, "/list", "institution-admin", [page()]),
        Workload("list, further pages, largest institution", LIST, "/list", "institution-admin", deep),
        Workload("list, median institution", LIST, "/list", "median-admin", [page()]),
        Workload("detail", DETAIL, "/detail", "institution-admin", details),
    ]


async def filtered_pages(connection: Reader, institution: int) -> list[Ask]:
    """First pages under four filters, of an institution's largest fields."""
    return [
        page(type="INVENTION", validAtEndOf2023=True, ipcUnder=code, grantedFrom=GRANTED_FROM)
        for code in await subclasses(connection, institution)
    ]


async def institution_of(connection: Reader, username: str) -> int:
    found: int = await connection.fetchval(
        "select institution_id from user_account where username = $1", username
    )
    return found


async def subclasses(connection: Reader, institution: int) -> list[str]:
    """The IPC subclasses in which an institution has most patents."""
    rows = await connection.fetch(
        "select substr(main_ipc, 1, 4) as code from holding"
        " where institution_id = $1 and main_ipc is not null group by 1 order by count(*) desc, 1 limit $2",
        institution,
        SUBCLASSES,
    )
    return [row["code"] for row in rows]


async def cursors(connection: Reader, institution: int) -> list[str]:
    """Cursors of places spread over the list of an institution."""
    rows = await connection.fetch(
        "select grant_sort, patent_id from holding where institution_id = $1"
        " order by grant_sort desc, patent_id desc limit $2",
        institution,
        DEPTHS[-1],
    )
    places = [rows[depth - 1] for depth in DEPTHS if depth <= len(rows)] or [rows[len(rows) // 2]]
    return [encode_cursor(ORDER, [row["grant_sort"], row["patent_id"]]) for row in places]


async def numbers(connection: Reader, institution: int, filed: bool = False) -> list[int]:
    """Patents of an institution, spread over all it has; `filed`: of those with a dossier."""
    rows = await connection.fetch(
        "select patent_id from holding where institution_id = $1 and (filing_state <> 'UNFILED' or not $2)"
        " order by patent_id",
        institution,
        filed,
    )
    found = [row["patent_id"] for row in rows]
    return Random(5).sample(found, min(DETAILS, len(found)))
