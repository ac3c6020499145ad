"""Every way to reach an object: by id, by number, in lists, in edges, by cursors, counted."""

import json
from collections.abc import Callable
from typing import Any

from tests.matrix.access import explanations
from tests.matrix.belongings import exports
from tests.matrix.cells import ABSENT, DENIED, VISIBLE, Asking, Cell
from tests.matrix.dashboard_tables import as_of, tables
from tests.matrix.dashboards import dashboards
from tests.matrix.dossier_lists import ROOTS, Root, of_type, showcase
from tests.matrix.drafts import drafts
from tests.matrix.expectation import never
from tests.matrix.exports import exportable
from tests.matrix.facts import ACCOUNTS
from tests.matrix.figures import figures
from tests.matrix.followed import events
from tests.matrix.kinds import KINDS
from tests.matrix.routes import routes
from tests.matrix.row_lists import rows_of_jobs
from tests.matrix.showcase import looked_at
from tests.matrix.statistics import statistics
from tests.matrix.suggestions import suggestions
from tests.matrix.tokens import by_token
from tests.matrix.world import World
from tests.settings import settings

SINGLE = {
    "Patent": ("node(id:)", "patent(id:)", "patent(applicationNumber:)"),
    "OrgUnit": ("node(id:)", "orgUnit(id:)"),
    "User": ("node(id:)",),
    "Code": ("node(id:)",),
    "CodeEdition": ("node(id:)",),
    "FileUpload": ("node(id:)",),
    "ApiToken": ("node(id:)",),
    "Job": ("node(id:)", "job(id:)"),
    "JobFile": ("node(id:)",),
    "JobRow": ("node(id:)",),
    "Notice": ("node(id:)",),
    "Push": ("node(id:)",),
    "InventorMatch": ("node(id:)",),
    "InventorClaim": ("node(id:)",),
    "AuditEntry": ("node(id:)",),
    "Dossier": ("node(id:)", "dossier(id:)", "showcaseDossier(id:)"),
    "Demand": ("node(id:)", "demand(id:)"),
    "Performance": ("node(id:)", "performance(id:)"),
    "ContactAccess": ("node(id:)",),
    "Evaluation": ("node(id:)",),
    "EnterpriseApplication": ("node(id:)", "enterpriseApplication(id:)"),
    "ApprovalFlow": ("node(id:)", "approvalFlow(institution:)"),
}
"""Type → the root fields that give one of it, with the argument that names it."""
OTHERWISE: dict[str, Callable[[World], dict[str, str]]] = {
    "patent(applicationNumber:)": lambda world: world.numbers,
    "approvalFlow(institution:)": lambda world: world.ids["OrgUnit"],
}
"""What names an object where that is not its id."""
SHOWN: dict[str, Callable[[Asking], set[str]]] = {"showcaseDossier(id:)": showcase}
"""What gives other objects than those one reads."""
LISTS: dict[str, str | tuple[Root, ...]] = {
    "Patent": "patents(filed: ALL, campus: ALL, %s)",
    "OrgUnit": "orgUnits(%s)",
    "Code": "codes(kind: IPC, rootsOnly: false, %s)",
    "CodeEdition": "codeTables(all: true, %s)",
    "User": "users(%s)",
    "FileUpload": "uploads(%s)",
    "ApiToken": "apiTokens(%s)",
    "Job": (
        Root("jobs(%s)", "JOB_READ", of_type("Job")),
        Root("exports(%s)", "EXPORT", exports),
    ),
    "Notice": "notices(%s)",
    "Push": "pushes(%s)",
    "InventorMatch": "inventorMatches(%s)",
    "InventorClaim": "inventorClaims(%s)",
    "AuditEntry": "auditLog(%s)",
    "Dossier": ROOTS,
    "Demand": "demands(%s)",
    "Performance": "performances(%s)",
    "ContactAccess": "contactAccesses(%s)",
    "Evaluation": "evaluations(%s)",
    "EnterpriseApplication": "enterpriseApplications(%s)",
}
"""Type → the root list with everything the viewer reads of it, or several with a part each."""
REFUSED: dict[str, Any] = {
    "nodes": [],
    "edges": [],
    "totalCount": None,
    "pageInfo": dict.fromkeys(("hasNextPage", "hasPreviousPage")),
}
"""Stands for a list that came back null."""
CONTACT = {
    "kind": "TECHNICAL",
    "organisation": "技术支持组",
    "person": "客服",
    "phone": "000-1",
    "email": "a@b.example",
}
PAGE = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


async def by_id(asking: Asking) -> list[Cell]:
    """`node`, the single root fields, `nodes`."""
    return [cell for kind in SINGLE for cell in await singly(asking, kind)]


async def singly(asking: Asking, kind: str) -> list[Cell]:
    """The same for the objects of one type."""
    cells, ids = [], asking.world.ids[kind]
    for way in SINGLE[kind]:
        asked, argument = way.removesuffix(":)").split("(")
        named = OTHERWISE.get(way, lambda world: world.ids[kind])(asking.world)
        fields = [f'{asked}({argument}: "{named[name]}")' for name in ids]
        cells += await singles(asking, kind, way, fields)
    query = "query ($i: [ID!]!) { nodes(ids: $i) { id } }"
    nodes = (await asking.ask(query, i=[*ids.values()]))["data"]["nodes"]
    for name, node in zip(ids, nodes, strict=True):
        found = VISIBLE if asking.name(node) == name else ABSENT
        for where in ("Query.nodes", "Query.nodes(ids:)"):
            cells.append(asking.cell(where, name, expected(asking, kind, name), found))
    return cells


def expected(asking: Asking, kind: str, name: str) -> Any:
    return VISIBLE if asking.sees(kind, name) else ABSENT


async def singles(asking: Asking, kind: str, way: str, fields: list[str]) -> list[Cell]:
    """Each object alone; absent is null and NOT_FOUND, nothing else."""
    query = " ".join(f"f{index}: {text} {{ id }}" for index, text in enumerate(fields))
    answer = await asking.ask(f"{{ {query} }}")
    codes = {error["path"][0]: error["extensions"] for error in answer.get("errors", ())}
    cells = []
    for index, name in enumerate(asking.world.ids[kind]):
        node, error = answer["data"][f"f{index}"], codes.get(f"f{index}")
        found: Any = VISIBLE if node and asking.name(node) == name and not error else (node, error)
        if node is None and error == {"code": "NOT_FOUND"}:
            found = ABSENT
        elif node is None and error and error["code"] in ("FORBIDDEN", "UNAUTHENTICATED"):
            found = DENIED
        field, _, argument = way.partition("(")
        places = {
            f"Query.{field}",
            f"Query.{field}({argument}",
            *((f"{kind}.id", "Node.id") if field == "node" else ()),
        }
        wanted = (
            (VISIBLE if name in SHOWN[way](asking) else ABSENT)
            if way in SHOWN
            else expected(asking, kind, name)
        )
        if field != "node" and never(KINDS[kind].ability, asking.role):
            wanted = DENIED
        cells += [asking.cell(place, name, wanted, found) for place in sorted(places)]
    return cells


async def in_lists(asking: Asking) -> list[Cell]:
    """Nodes, edges, totals; walked by cursors forwards and backwards."""
    return [cell for kind in LISTS for cell in await in_list(asking, kind)]


async def in_list(asking: Asking, kind: str) -> list[Cell]:
    """The same for the list of one type."""
    lists = LISTS[kind]
    if isinstance(lists, str):
        lists = (Root(lists, KINDS[kind].ability, of_type(kind)),)
    return [cell for each in lists for cell in await listed(asking, kind, each)]


async def listed(asking: Asking, kind: str, of: Root) -> list[Cell]:
    """One list."""
    field, cells = of.text, []
    root, connection = f"Query.{of.name}", f"{kind}Connection"
    refused = never(of.ability, asking.role)
    seen = set() if refused else of.seen(asking)
    body = "{ totalCount nodes { id } edges { cursor node { id } } }"
    page = (await asking.ask(f"{{ list: {field % 'first: 100'} {body} }}"))["data"]["list"] or REFUSED
    edges = [edge["node"] for edge in page["edges"] if edge["cursor"]]
    for place in (root, f"{connection}.nodes"):
        cells += asking.listed(place, kind, seen, page["nodes"])
    for place in (f"{connection}.edges", f"{kind}Edge.node", f"{kind}Edge.cursor"):
        cells += asking.listed(place, kind, seen, edges)
    total = None if refused else len(seen)
    cells.append(asking.cell(f"{connection}.totalCount", f"the list {of.name}", total, page["totalCount"]))
    for size, cursor, at, more in (
        ("first", "after", "endCursor", "hasNextPage"),
        ("last", "before", "startCursor", "hasPreviousPage"),
    ):
        nodes = await walked(asking, field, size, cursor, (at, more))
        places = [f"{root}({size}:)", f"{root}({cursor}:)", f"PageInfo.{at}", f"PageInfo.{more}"]
        for place in [*places, f"{connection}.pageInfo"]:
            cells += asking.listed(place, kind, seen, nodes)
    return cells


async def walked(asking: Asking, field: str, size: str, cursor: str, at: tuple[str, str]) -> list[Any]:
    """The nodes of all pages, seven a page."""
    query = f"query ($c: String) {{ list: {field % f'{size}: 7, {cursor}: $c'} {{ nodes {{ id }} {PAGE} }} }}"
    nodes, point = [], None
    for _ in range(20):
        page = (await asking.ask(query, c=point))["data"]["list"] or REFUSED
        nodes += page["nodes"]
        if not page["pageInfo"][at[1]]:
            return nodes
        point = page["pageInfo"][at[0]]
    return nodes


async def oneself(asking: Asking) -> list[Cell]:
    """`viewer`: the account itself, null for a visitor."""
    node = (await asking.ask("{ viewer { id } }"))["data"]["viewer"]
    itself = [asking.viewer] if asking.viewer in ACCOUNTS else []
    return [*asking.listed("Query.viewer", "User", itself, [node] if node else [])]


async def help(asking: Asking) -> list[Cell]:
    """Whom to ask: the same for everybody."""
    query = f"{{ serviceContacts {{ {' '.join(CONTACT)} }} }}"
    with settings(service_contacts=json.dumps([CONTACT])):
        [found] = (await asking.ask(query))["data"]["serviceContacts"]
    cells = [
        asking.cell(f"ServiceContact.{each}", "the contact", CONTACT[each], found[each]) for each in CONTACT
    ]
    return [*cells, asking.cell("Query.serviceContacts", "the contact", CONTACT, found)]


PARTS = (
    *(by_id, in_lists, oneself, help, explanations, routes, figures, events, suggestions, drafts),
    exportable,
    *(dashboards, tables, as_of, statistics),
    rows_of_jobs,
    looked_at,
    by_token,
)
assert set(SINGLE) == set(KINDS)
