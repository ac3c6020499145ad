"""`dashboard`: the figures of an institution, a branch, or the nation (S33, S34, S167)."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Also
from panhuo.permissions.ability import Ability
from panhuo.types.dashboard import FIGURES, OTHERS, Dashboard, below, dashboard
from panhuo.types.declare import declared
from panhuo.types.library_figures import BESIDE


@strawberry.type
class DashboardQuery:
    """The dashboard."""

    dashboard: Dashboard | None = declared(
        bind.Counted(
            bind.Connection("Patent", None, below, within=Ability.DASHBOARD_READ),
            FIGURES,
            dashboard,
            BESIDE,
            also={
                name: Also(bind.Connection(kind, None, below), where)
                for name, (kind, _, where) in OTHERS.items()
            },
        ),
        "Figures and progress of the viewer's institution or branch, of the nation for the operator; of one "
        "unit within (数据看板, S33, S34, S167, S170). Each figure is the `totalCount` of the list it names.",
        Ability.DASHBOARD_READ,
        {
            "unit": (
                strawberry.ID | None,
                strawberry.UNSET,
                "An institution, branch or college with all below it; out of sight it counts nothing (机构).",
            )
        },
        cost=30_000,  # every patent of a scope, once
    )
