"""Performance reports outside a viewer's scope."""

from tests.reference.change import Change
from tests.reference.world_performances import STATES, add_performance
from tests.reference.world_uploads import LONG_AGO


def performances(change: Change) -> None:
    """Others' say something else, go and come: so do the figures of those who read them."""
    for report in change.outside("Performance"):
        report |= {
            "name": "改名",
            "partner": "改",
            "state": change.random.choice(STATES),
            "version": 77,
            "reason": "改",
            "submitted_at": LONG_AGO,
        }
        if change.chance(0.3):
            change.remove_performance(report["id"])
    for school in change.world.rows("org_unit", kind="INSTITUTION"):
        made = add_performance(change.builder, school)
        if change.ask.over(type(change.ask.world)(change.world.tables)).visible("Performance", made):
            change.remove_performance(made["id"])
