"""Fictional patents without end: for the demo, for tests, for benches."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from random import Random
from typing import TypedDict

from panhuo.rules.legal_words import BETWEEN, transfer_detail
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalEventKind, PatentType
from seed.labels import industries_of, strategic_industries_of
from seed.lives import life
from seed.numbers import application_number, publication_number
from seed.teams import Crowd, Team
from seed.topics import Topic, text, topics

TYPE_WEIGHTS = {PatentType.INVENTION: 62, PatentType.UTILITY_MODEL: 33, PatentType.DESIGN: 5}
INDUSTRIES_GIVEN = 0.6
"""Share of records whose file gives industries; the others are labelled on import."""
AGENCIES = ("云图知识产权代理事务所", "东岸专利代理有限公司", "启衡专利商标事务所", None)
AGENTS = ("陈代理", "林代理", "周代理", "沈代理")


def patents(
    teams: Sequence[Team], count: int, *, companies: Sequence[str], as_of: date, seed: int = 1
) -> Iterator[PatentRecord]:
    """`count` records of these teams' patents as they stand on a date, all application numbers different.

    No real patent has the serial numbers they carry. `companies` own some too. The same arguments give the
    same records, and a larger count begins with those of a smaller one.
    """
    generator = Generator(teams, companies, as_of, seed)
    return map(generator.record, range(1, count + 1))


def transferred(record: PatentRecord, to: str, on: date) -> PatentRecord:
    """What a later file says of a patent that was sold."""
    detail = transfer_detail(record.owners, [to])
    return replace(
        record,
        owners=[to],
        legal_text=f"{record.legal_text}{BETWEEN}权利转移",
        events=[*record.events, (LegalEventKind.TRANSFER, on, detail)],
    )


class Industries(TypedDict, total=False):
    """What a file says of a patent's industries."""

    industries: list[str]
    strategic_industries: list[str]


class Generator:
    """Makes one record after another."""

    def __init__(self, teams: Sequence[Team], companies: Sequence[str], as_of: date, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311
        self.crowd, self.as_of = Crowd(self.rng, teams, companies), as_of

    def record(self, number: int) -> PatentRecord:
        team = self.crowd.team()
        kind = self.rng.choices(list(TYPE_WEIGHTS), list(TYPE_WEIGHTS.values()))[0]
        lived = life(self.rng, kind, self.as_of)
        topic = self.rng.choice(topics_of(team.fields, kind is PatentType.DESIGN))
        words = text(self.rng, topic, kind)
        ipc = self.ipc(topic, kind)
        agency = self.rng.choice(AGENCIES)
        granted = lived.grant_date is not None
        return PatentRecord(
            row=number + 1,
            application_number=application_number(lived.application_date.year, kind, number),
            publication_number=publication_number(kind, number, granted),
            title=words.title,
            abstract=words.abstract,
            independent_claim=words.independent_claim,
            type=kind,
            legal_status=lived.status,
            is_grant=granted,
            owners=self.crowd.owners(team, lived.application_date.year),
            inventors=self.crowd.inventors(team),
            application_date=lived.application_date,
            publication_date=lived.publication_date,
            grant_date=lived.grant_date,
            expiry_date=lived.expiry_date,
            lapse_date=lived.lapse_date,
            legal_text=BETWEEN.join(lived.words),
            ipc=ipc,
            agency=agency,
            agent=agency and self.rng.choice(AGENTS),
            address=team.address,
            region_code=team.region_code,
            events=lived.events,
            **self.industries(ipc),
        )

    def ipc(self, topic: Topic, kind: PatentType) -> list[str]:
        """The topic's main code and some of its others. Designs have none."""
        if kind is PatentType.DESIGN:
            return []
        return [topic.ipc[0], *(code for code in topic.ipc[1:] if self.rng.random() < 0.6)]

    def industries(self, ipc: Sequence[str]) -> Industries:
        if not ipc or self.rng.random() > INDUSTRIES_GIVEN:
            return {}
        return {
            "industries": [code for code, _ in industries_of(ipc[0])],
            "strategic_industries": [code for code, _ in strategic_industries_of(ipc[0])],
        }


@lru_cache(maxsize=4096)
def topics_of(fields: tuple[str, ...], with_product: bool) -> Sequence[Topic]:
    """The topics of some fields; of all fields where none of them has a product."""
    found = [topic for field in fields for topic in topics()[field] if topic.product or not with_product]
    return found or topics_of(tuple(topics()), with_product)
