"""Workloads on dossiers: lists and details of patents with theirs, a reviewer's queue, the libraries."""

from bench import dossier_queries as queries
from bench.scopes import Reader
from bench.workloads import (
    PAGE,
    Ask,
    Workload,
    filtered_pages,
    institution_of,
    numbers,
    page,
)

ADMIN, MEDIAN = "institution-admin", "median-admin"
RATED_FROM = 4
LISTS = ("reviewQueue", "myDossiers", "resources")


async def dossier_workloads(connection: Reader) -> list[Workload]:
    """The workloads on a filled world."""
    largest = await institution_of(connection, ADMIN)
    ids = await numbers(connection, largest, filed=True)
    details = [Ask({"id": f"Patent:{number}"}, {"id": f"Patent:{number}"}) for number in ids]
    filtered, whole = await filtered_pages(connection, largest), [page()]
    return [
        filed("list, 4 filters, largest institution", ADMIN, filtered),
        filed("list, largest institution", ADMIN, whole),
        filed("list, median institution", MEDIAN, whole),
        filed("list by what was filed, largest institution", ADMIN, [rated()]),
        Workload("dossiers: detail with history", queries.FILED_DETAIL, "/filed-detail", ADMIN, details),
        *map(dossiers, LISTS),
        Workload("dossiers: libraryFigures", queries.FIGURES, "/figures", ADMIN, [Ask({}, {})]),
    ]


def filed(name: str, username: str, asks: list[Ask]) -> Workload:
    return Workload(f"dossiers: {name}", queries.FILED, "/filed", username, asks)


def rated() -> Ask:
    """A page of what is registered, well rated, and to be licensed."""
    ours = {
        "registered": {"eq": True},
        "rating": {"gte": RATED_FROM},
        "willingness": {"eq": "TO_LICENSE"},
    }
    floor = {"registered": True, "ratingFrom": RATED_FROM, "willingness": "TO_LICENSE"}
    return Ask({"first": PAGE, "after": None, "where": ours}, {"first": PAGE, "after": None, "where": floor})


def dossiers(field: str) -> Workload:
    """The first page of a list of dossiers."""
    ask = Ask({"first": PAGE, "after": None}, {"list": field, "first": PAGE})
    return Workload(f"dossiers: {field}", queries.dossiers(field), "/dossiers", ADMIN, [ask])
