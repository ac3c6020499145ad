"""Exports, refused: rows out of reach or of no list of the viewer's, columns and tabs there are none of."""

from collections.abc import Callable
from typing import Any

from tests.reference.query_values import Values
from tests.reference.refused import key, mutation, unreached

LIBRARIES = ("MY_DOSSIERS", "REVIEW_QUEUE", "REVIEWED", "RESOURCES")


def ticked(values: Values, ability: str, type_name: str) -> dict[str, Any]:
    return {"ids": [unreached(values, ability, type_name) for _ in range(1 + values.below(3))]}


def unheard(values: Values) -> dict[str, Any]:
    return values.one_of(
        ({"columns": ["password"]}, {"columns": []}, {"format": "CSV", "layout": "TEMPLATE"})
    )


def export_patents(values: Values) -> str:
    given = values.one_of((ticked(values, "PATENT_READ", "Patent"), unheard(values)))
    return mutation(values, "exportPatents", "job { id name }", {**given, **key(values)})


def export_dossiers(values: Values) -> str:
    given = values.one_of((ticked(values, "DOSSIER_READ", "Dossier"), unheard(values)))
    library = {"library": values.one_of(LIBRARIES)}
    return mutation(values, "exportDossiers", "job { id name }", {**library, **given, **key(values)})


def export_data(values: Values) -> str:
    """Rows out of reach, columns there are none of, statistics that cannot be."""
    name, ability, kind = values.one_of(
        (
            ("demands", "DEMAND_READ", "Demand"),
            ("performances", "PERFORMANCE_READ", "Performance"),
            ("evaluations", "EVALUATION_READ", "Evaluation"),
        )
    )
    given = values.one_of(
        (
            {"of": {name: ticked(values, ability, kind)}},
            {"of": {name: {}}, "columns": ["password"]},
            {"of": {"stats": {"of": {"patents": {"groupBy": ["TYPE", "TYPE"]}}}}},
        )
    )
    return mutation(values, "exportData", "job { id name }", {**given, **key(values)})


REFUSED: dict[str, Callable[[Values], str]] = {
    "exportData": export_data,
    "exportDossiers": export_dossiers,
    "exportPatents": export_patents,
}
