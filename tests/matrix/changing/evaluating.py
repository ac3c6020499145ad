"""Evaluating a dossier, for the first time and again."""

from collections.abc import Iterator

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Try, against
from tests.matrix.evaluations import by

CHANGED = "evaluation ~1, evaluation_version +1, dossier ~1, audit_entry +1"
SAID = {"rating": 3, "prospects": "可期", "improvements": "寿命", "cooperation": "愿意"}


def evaluating(asking: Asking) -> Iterator[Try]:
    """Of every dossier, as if it were the first time, and as a change of the first version."""
    for name, id in asking.world.ids["Dossier"].items():
        refused, own = against(asking, "EVALUATION_WRITE", ("Dossier", name)), by(asking.viewer, name)
        given = {"dossier": id, **SAID}
        yield Try(name, given, refused or ("CONFLICT" if own else DONE))
        again = refused or (DONE if own else "CONFLICT")
        rows = CHANGED if again == DONE else None
        yield Try(f"{name}, again", given | {"version": 1}, again, rows)


MUTATIONS = (Mutation("evaluateDossier", evaluating),)
