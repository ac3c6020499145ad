"""The rows of jobs' files, which are listed below their jobs alone: nodes, edges, totals, pages."""

from typing import Any

from tests.matrix.cells import Asking, Cell

PAGE = "totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor }"
JOBS = f"""{{ jobs(first: 100) {{ nodes {{
  all: rows(first: 100) {{ {PAGE} }} one: rows(first: 1) {{ pageInfo {{ hasNextPage endCursor }} }}
}} }} }}"""


async def rows_of_jobs(asking: Asking) -> list[Cell]:
    """A row is listed where its job and it are in scope, once in each form."""
    jobs = ((await asking.ask(JOBS))["data"]["jobs"] or {"nodes": []})["nodes"]
    pages: list[Any] = [job["all"] for job in jobs]
    seen = asking.seen("JobRow")
    edges = [edge for page in pages for edge in page["edges"] if edge["cursor"]]
    cells = [*asking.listed("JobRowConnection.nodes", "JobRow", seen, [n for p in pages for n in p["nodes"]])]
    for place in ("JobRowConnection.edges", "JobRowEdge.node", "JobRowEdge.cursor"):
        cells += asking.listed(place, "JobRow", seen, [edge["node"] for edge in edges])
    told = {"totalCount": sum(page["totalCount"] for page in pages), "pageInfo": [more(job) for job in jobs]}
    true = {"totalCount": len(seen), "pageInfo": [(False, len(p["nodes"]) > 1) for p in pages]}
    cells += [asking.cell(f"JobRowConnection.{each}", "of jobs", true[each], told[each]) for each in true]
    return cells


def more(job: Any) -> tuple[bool, bool]:
    """Whether rows follow the first hundred, and the first one."""
    return job["all"]["pageInfo"]["hasNextPage"], job["one"]["pageInfo"]["hasNextPage"]
