"""Workloads on figures: the dashboard, and statistics of the largest institution in groups."""

from bench.workloads import Ask, Workload

ADMIN = "institution-admin"
COUNT = "{ count }"
DASHBOARD = f"""
query Dashboard {{
  dashboard {{
    pushed {COUNT} validAtEndOf2023 {COUNT} coOwned {COUNT} newThisMonth {COUNT} registered {COUNT}
    registeredSingly {COUNT} registeredInPortfolio {COUNT} converted {COUNT} demands {COUNT}
    evaluations {COUNT} ownValid {COUNT} transferredSinceRegistered {COUNT}
    filing {{ done {COUNT} all {COUNT} }} filingOf2023 {{ done {COUNT} all {COUNT} }}
  }}
}}
"""
STATS = """
query Stats($of: StatsOf!) {
  stats(of: $of) { groups { keys { key } period count } total { count } }
}
"""
GROUPED = {
    "by main group": {"groupBy": ["IPC_MAIN_GROUP"]},
    "by unit and type": {"groupBy": ["UNIT", "TYPE"]},
    "by month": {"over": {"date": "GRANT_DATE", "by": "MONTH"}},
}
"""Name → what is asked of the patents; `floor_figures_sql.GROUPED` has the same by hand."""


def figure_workloads() -> list[Workload]:
    """The workloads on any world."""
    return [
        Workload("figures: dashboard", DASHBOARD, "/dashboard", ADMIN, [Ask({}, {})]),
        *(
            Workload(
                f"figures: stats {name}",
                STATS,
                "/stats",
                ADMIN,
                [Ask({"of": {"patents": asked}}, {"by": name})],
            )
            for name, asked in GROUPED.items()
        ),
    ]
