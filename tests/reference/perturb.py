"""Another world that must look the same to a viewer: only what lies outside the scope is changed."""

from typing import Any

from panhuo.models.patent import NO_DATE
from tests.reference.patents import affiliation_unit, own_holding
from tests.reference.query_values import MISSING
from tests.reference.scopes import Ask
from tests.reference.world import ENTITIES, PARTS, Builder, Row, World
from tests.reference.world_holdings import REGISTERED_AT
from tests.reference.world_jobs import add_job
from tests.reference.world_patents import DATES, LATE_DATES, add_patent, phrase
from tests.reference.world_people import HASH, SCHOOLS, add_institution
from tests.reference.world_uploads import LONG_AGO, add_upload


def perturbed(ask: Ask, seed: int) -> World:
    """The viewer's world with other rows where the viewer may not look."""
    change = Change(ask, seed)
    change.units()
    change.people()
    change.uploads()
    change.jobs()
    change.patents()
    if ask.institution_id is not None:
        change.hidden_parts()
    return change.finished()


class Change:
    """Changes a copy of a world; `seen` are the ids the viewer may read, by type."""

    def __init__(self, ask: Ask, seed: int) -> None:
        self.ask, self.builder = ask, Builder(seed, ask.world.copy())
        self.world, self.random, self.chance = self.builder.world, self.builder.random, self.builder.chance
        self.seen = {name: {row["id"] for row in ask.all(name)} for name in ENTITIES}

    def outside(self, type_name: str) -> list[Row]:
        return [row for row in self.world.rows(ENTITIES[type_name]) if row["id"] not in self.seen[type_name]]

    def units(self) -> None:
        """Other units are renamed, moved, archived; a new institution appears."""
        shown = {affiliation_unit(self.ask, self.world.tables["patent"][id]) for id in self.seen["Patent"]}
        for unit in self.outside("OrgUnit"):
            unit["position"] = self.random.randrange(4)
            unit["archived"] = self.chance(0.5)
            unit["activated_at"] = self.random.choice((None, 1))
            if unit["id"] not in shown:
                unit["name"] = f"改名{unit['id']}"
            for alias in self.world.rows("owner_alias", org_unit_id=unit["id"]):
                alias["name"] = f"别名{alias['id']}"
        if self.chance(0.5):
            add_institution(self.builder, len(SCHOOLS) - 1)

    def people(self) -> None:
        """Other accounts and enterprises have other names, or are gone."""
        for user in self.outside("User"):
            user |= {
                "name": "改名",
                "phone": "1",
                "email": None,
                "active": self.chance(0.5),
                "job_title": "乙",
                "password_hash": self.random.choice((None, HASH)),
                "username": self.random.choice((user["username"], f"moved{user['id']}")),
            }
            if self.chance(0.2):
                for upload in self.world.rows("upload", owner_id=user["id"]):
                    del self.world.tables["upload"][upload["id"]]
                for job in self.world.rows("job", owner_id=user["id"]):
                    self.remove_job(job["id"])
                del self.world.tables["user_account"][user["id"]]
        for enterprise in self.world.rows("enterprise"):
            own = self.ask.account and self.ask.account["enterprise_id"]
            if enterprise["id"] != own:
                enterprise["name"] = f"改名{enterprise['id']}"

    def uploads(self) -> None:
        """Uploads of others, and one's own that are over, change and go; others send more."""
        for upload in self.outside("FileUpload"):
            upload |= {"name": "改名.csv", "size": 1, "created_at": LONG_AGO}
            if self.chance(0.3):
                del self.world.tables["upload"][upload["id"]]
        for user in self.outside("User"):
            add_upload(self.builder, user)

    def jobs(self) -> None:
        """Jobs of others and files that are not shown change and go; others start more."""
        for file in self.outside("JobFile"):
            file |= {"name": "改名.csv", "size": 1, "store_key": f"other/{file['id']}"}
            if self.chance(0.3):
                del self.world.tables["job_file"][file["id"]]
        for job in self.outside("Job"):
            job |= {"name": "改名.csv", "state": "DEAD", "done": 77, "figures": None, "created_at": LONG_AGO}
            if self.chance(0.3):
                self.remove_job(job["id"])
        for user in self.outside("User"):
            add_job(self.builder, user)

    def remove_job(self, number: int) -> None:
        for file in self.world.rows("job_file", job_id=number):
            del self.world.tables["job_file"][file["id"]]
        del self.world.tables["job"][number]

    def patents(self) -> None:
        """Other patents vanish, change and come, one of them with an id that clients try."""
        for patent in self.outside("Patent"):
            if self.chance(0.3):
                self.remove(patent["id"])
            else:
                self.alter(patent)
        for _ in range(self.random.randrange(6)):
            add_patent(self.builder)
        if self.chance(0.3):
            self.builder.ids["patent"] = iter((MISSING,))
            add_patent(self.builder)

    def remove(self, patent_id: int) -> None:
        del self.world.tables["patent"][patent_id]
        for table in PARTS:
            rows = self.world.tables[table]
            for row in [row for row in rows.values() if row["patent_id"] == patent_id]:
                del rows[row["id"]]

    def alter(self, patent: Row) -> None:
        """Other facts, and another state of its dossier that shows it to nobody new."""
        filed, granted = self.random.choice(DATES), self.random.choice(LATE_DATES)
        facts = {
            "type": "DESIGN",
            "legal_status": self.random.choice(("VALID", "LAPSED")),
            "co_owned": self.chance(0.5),
            "application_sort": filed or NO_DATE,
            "grant_sort": granted or NO_DATE,
            **self.some_state(),
        }
        patent |= facts | {"title": phrase(self.builder), "application_date": filed, "grant_date": granted}
        for holding in self.world.rows("holding", patent_id=patent["id"]):
            holding |= {name: value for name, value in facts.items() if name in holding}

    def some_state(self) -> dict[str, Any]:
        state = self.random.choice(("UNFILED", "FILED", "INVENTORIED", "REGISTERED"))
        since = self.random.choice(REGISTERED_AT) if state == "REGISTERED" else None
        return {"filing_state": state, "registered_at": since, "registered_sort": since or 0}

    def hidden_parts(self) -> None:
        """Of patents inside an institution's scope: what other institutions did with them."""
        for id in self.seen["Patent"]:
            patent = self.world.tables["patent"][id]
            own = own_holding(self.ask, patent)
            for holding in self.world.rows("holding", patent_id=id):
                if not own or holding["id"] != own["id"]:
                    holding |= {
                        "filing_state": "INVENTORIED",
                        "registered_sort": 5,
                        "assigned": self.chance(0.5),
                    }
            if patent["institution_id"] not in (None, self.ask.institution_id):
                self.hide_first_owner(patent, own)
            for inventor in self.world.rows("patent_inventor", patent_id=id):
                self.match_otherwise(inventor)

    def hide_first_owner(self, patent: Row, own: Row | None) -> None:
        """Another institution is first owner: its unit and its dossier's state are its own affair."""
        units = self.world.rows("org_unit", institution_id=patent["institution_id"])
        patent["unit_id"] = self.random.choice(units)["id"]
        shown = own and own["current"] and patent["filing_state"] == "REGISTERED"
        if not shown:
            patent |= self.some_state()
        patent["published"] = patent["open_showcase"] = self.chance(0.5)

    def match_otherwise(self, inventor: Row) -> None:
        """An inventor of another institution is matched, or no longer; nothing of it shows."""
        user = self.ask.world.get("user_account", inventor["user_id"])
        if user and user["id"] not in self.seen["User"] and user["institution_id"] != self.ask.institution_id:
            inventor["match"] = self.random.choice(("PROPOSED", "CONFIRMED", "REFUSED"))

    def finished(self) -> World:
        """Without those new patents that the viewer may read."""
        made = self.ask.over(World(self.world.tables))
        for patent in made.all("Patent"):
            if patent["id"] not in self.seen["Patent"]:
                self.remove(patent["id"])
        return World(self.world.tables)
