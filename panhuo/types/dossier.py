"""Dossiers (档案): what is filed of a patent, or of a portfolio of them."""

from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.types import dossier_words  # noqa: F401  descriptions of the enums
from panhuo.types.declare import column, entity, to_one
from panhuo.types.node import Node
from panhuo.types.user import User


@entity("dossier", Ability.DOSSIER_READ, "What is filed of a patent or a portfolio (档案, S57).")
class Dossier(Node):
    """A dossier."""

    kind: DossierKind = column("Of one patent or of several (档案类型).")
    state: DossierState = column("Where it stands (档案状态).")
    version: int = column("Rises with every change; acts name it (版本).")
    title: str = column("The patent's title, or the portfolio's name (名称).")
    filer: User | None = to_one("Whose it is (建档人, S72).", "User", "filer_id")
