"""A copy of a world that is changed where a viewer may not look."""

from tests.reference.scopes import Ask
from tests.reference.world import DOSSIER_PARTS, ENTITIES, PARTS, Builder, Row


class Change:
    """Changes a copy of a world; `seen` are the ids the viewer may read, by type."""

    def __init__(self, ask: Ask, seed: int) -> None:
        self.ask, self.builder = ask, Builder(seed, ask.world.copy())
        self.world, self.random, self.chance = self.builder.world, self.builder.random, self.builder.chance
        self.seen = {name: {row["id"] for row in ask.all(name)} for name in ENTITIES}

    def outside(self, type_name: str) -> list[Row]:
        return [row for row in self.world.rows(ENTITIES[type_name]) if row["id"] not in self.seen[type_name]]

    def remove(self, table: str, **equal: object) -> None:
        """Remove the rows with these values."""
        for row in self.world.rows(table, **equal):
            del self.world.tables[table][row["id"]]

    def remove_patent(self, patent_id: int) -> None:
        for member in self.world.rows("dossier_patent", patent_id=patent_id):
            self.remove_dossier(member["dossier_id"])
        for member in self.world.rows("performance_patent", patent_id=patent_id):
            self.remove_performance(member["performance_id"])
        self.remove("patent", id=patent_id)
        for table in PARTS:
            self.remove(table, patent_id=patent_id)

    def remove_dossier(self, dossier_id: int) -> None:
        """With its revision, its versions and its history."""
        for revision in self.world.rows("dossier", base_id=dossier_id):
            self.remove_dossier(revision["id"])
        for evaluation in self.world.rows("evaluation", dossier_id=dossier_id):
            self.remove_evaluation(evaluation["id"])
        for version in self.world.rows("dossier_version", dossier_id=dossier_id):
            self.remove("dossier_choice", version_id=version["id"])
        for table in DOSSIER_PARTS:
            self.remove(table, dossier_id=dossier_id)
        for demand in self.world.rows("demand", dossier_id=dossier_id):
            self.remove_demand(demand["id"])
        self.remove("dossier", id=dossier_id)

    def remove_performance(self, number: int) -> None:
        for table in ("performance_option", "performance_deal", "performance_patent", "performance_step"):
            self.remove(table, performance_id=number)
        self.remove("performance", id=number)

    def remove_demand(self, number: int) -> None:
        for report in self.world.rows("performance", demand_id=number):
            self.remove_performance(report["id"])
        for table in ("demand_mode", "demand_step"):
            self.remove(table, demand_id=number)
        self.remove("demand", id=number)

    def remove_evaluation(self, number: int) -> None:
        self.remove("evaluation_version", evaluation_id=number)
        self.remove("evaluation", id=number)

    def remove_job(self, number: int) -> None:
        self.remove("job_file", job_id=number)
        self.remove("job_row", job_id=number)
        self.remove("job", id=number)

    def remove_user(self, number: int) -> None:
        """An account with what is its alone; what it filed goes too."""
        for dossier in self.world.rows("dossier", filer_id=number):
            self.remove_dossier(dossier["id"])
        for evaluation in self.world.rows("evaluation", user_id=number):
            self.remove_evaluation(evaluation["id"])
        for job in self.world.rows("job", owner_id=number):
            self.remove_job(job["id"])
        self.remove("upload", owner_id=number)
        self.remove("api_token", owner_id=number)
        self.remove("session", user_id=number)
        for table in ("notice", "idempotency_key", "inventor_match"):
            self.remove(table, user_id=number)
        self.remove("user_account", id=number)
