"""Evaluations outside a viewer's scope say something else, go and come."""

from tests.reference.change import Change
from tests.reference.evaluations import SUMMARY
from tests.reference.world_evaluations import add_evaluation, said, sum_up


def evaluations(change: Change) -> None:
    """Of what the viewer reads the sum of, their number and stars stay; the rest is others' affair."""
    ask = change.ask
    told = {row["id"] for row in ask.world.rows("dossier") if ask.reaches(SUMMARY, "Dossier", row)}
    for row in change.outside("Evaluation"):
        counts = row["dossier_id"] in told
        if change.chance(0.2) and not counts:
            change.remove_evaluation(row["id"])
            continue
        stars = row["rating"]
        row |= {
            **said(change.builder),
            "expert_name": "改名",
            "enterprise_name": "改名",
            "dossier_title": "改名",
        }
        row["rating"] = stars if counts else row["rating"]
        for version in change.world.rows("evaluation_version", evaluation_id=row["id"]):
            version |= {"prospects": "改"}
    add_some(change, told)
    sum_up(change.builder)


def add_some(change: Change, told: set[int]) -> None:
    """Of dossiers of which the viewer reads neither the sum nor, by an expert of its own, an evaluation."""
    own = change.ask.account and change.ask.account["enterprise_id"]
    experts = [
        row for row in change.world.rows("user_account", role="ENTERPRISE") if row["enterprise_id"] != own
    ]
    taken = {(row["dossier_id"], row["user_id"]) for row in change.world.rows("evaluation")}
    for dossier in change.world.rows("dossier", base_id=None, submitted=True):
        hidden = dossier["id"] not in told and not change.ask.reaches("DOSSIER_READ", "Dossier", dossier)
        for expert in experts if hidden else ():
            if (dossier["id"], expert["id"]) not in taken and change.chance(0.2):
                add_evaluation(change.builder, dossier, expert)
