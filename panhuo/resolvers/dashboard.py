"""`dashboard`: the figures of an institution, a branch, or the nation (S33, S34, S167)."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.types.dashboard import Dashboard, DashboardRanking
from panhuo.types.dashboard_answer import also, below, checked, dashboard, filters
from panhuo.types.dashboard_tables import tables
from panhuo.types.declare import declared
from panhuo.types.figures_state import state_under
from panhuo.types.library_figures import BESIDE
from panhuo.types.scalars import Date


@strawberry.type
class DashboardQuery:
    """The dashboard."""

    dashboard: Dashboard | None = declared(
        bind.Counted(
            bind.Connection("Patent", None, below, within=Ability.DASHBOARD_READ),
            filters,
            dashboard,
            BESIDE,
            also=also,
            tables=tables,
            check=checked,
            state=state_under(Ability.DASHBOARD_READ),
        ),
        "Figures, progress and tables of the viewer's institution or branch, of the nation for the operator; "
        "of one unit within (数据看板, S33, S34, S167–S172). Each figure and row is the `totalCount` of the "
        "list it names.",
        Ability.DASHBOARD_READ,
        {
            "unit": (
                strawberry.ID | None,
                strawberry.UNSET,
                "An institution, branch or college with all below it; out of sight it counts nothing (机构).",
            ),
            "as_of": (
                Date | None,
                strawberry.UNSET,
                "Figures as of the end of a date in China, from 2023-10-19, when the events begin that they "
                "rest on (S48), to today; what the data cannot say of it is null and says why (截至日期).",
            ),
            "rank_by": (
                DashboardRanking,
                DashboardRanking.PUSHED,
                "The figure that inventors, colleges and institutions are ranked by (排名依据, S172).",
            ),
            "top": (int, 10, "How many of them, 1–100 (前几名)."),
        },
        cost=30_000,  # every patent of a scope, once
    )
