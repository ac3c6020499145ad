"""The root fields that read dossiers."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import DossierState
from panhuo.types import dossier_list as lists
from panhuo.types.declare import declared
from panhuo.types.dossier import Dossier, DossierConnection
from panhuo.types.dossier_columns import BY_REGISTERED, BY_UPDATED, BY_WAITING


@strawberry.type
class DossierQuery:
    """Dossiers by id, and the three libraries' lists of them."""

    dossier: Dossier | None = declared(
        bind.ById("Dossier", {"id": "id"}),
        "A dossier by its id (档案详情).",
        Ability.DOSSIER_READ,
        {"id": (strawberry.ID, strawberry.UNSET, "Id, `Dossier:number` (编号).")},
    )
    dossiers: DossierConnection | None = declared(
        bind.Connection("Dossier", None, lists.READ, default_order=BY_UPDATED),
        "What the viewer reads of dossiers in its scope, whatever their state, last changed first (档案).",
        Ability.DOSSIER_READ,
        lists.LIST_ARGUMENTS,
        cost=5_000,
    )
    my_dossiers: DossierConnection | None = declared(
        bind.Connection(
            "Dossier", None, lists.FILED, within=Ability.DOSSIER_DRAFT_READ, default_order=BY_UPDATED
        ),
        "What the viewer filed, revisions included, last changed first (由我建档, S131–S132). "
        "`counts(by: STATE)` without `state` gives the numbers of the tabs.",
        Ability.DOSSIER_DRAFT_READ,
        {
            "state": (
                DossierState | None,
                strawberry.UNSET,
                "A tab: DRAFT 草稿箱, PENDING 待审核, REJECTED 已驳回, DELISTED 已下架 (状态, S131).",
            ),
            **lists.LIST_ARGUMENTS,
        },
        cost=1_000,
    )
    review_queue: DossierConnection | None = declared(
        bind.Connection(
            "Dossier", None, lists.WAITING, within=Ability.DOSSIER_REVIEW, default_order=BY_WAITING
        ),
        "What waits for the viewer's review, the longest first (由我审核·待审核, S132–S135).",
        Ability.DOSSIER_REVIEW,
        lists.LIST_ARGUMENTS,
        cost=1_000,
    )
    reviewed: DossierConnection | None = declared(
        bind.Connection("Dossier", None, lists.REVIEWED, default_order=BY_UPDATED),
        "What others filed and was returned or delisted, last changed first "
        "(由我审核·已驳回、已下架, S132, S140).",
        Ability.DOSSIER_REVIEW,
        {
            "state": (lists.ReviewedState, lists.ReviewedState.REJECTED, "The tab (状态)."),
            **lists.LIST_ARGUMENTS,
        },
        cost=1_000,
    )
    resources: DossierConnection | None = declared(
        bind.Connection("Dossier", None, lists.REGISTERED, default_order=BY_REGISTERED),
        "The library of what is registered, singles and portfolios, newest first (专利转化资源库, S143).",
        Ability.DOSSIER_READ,
        lists.LIST_ARGUMENTS,
        cost=5_000,
    )
