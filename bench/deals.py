"""Demands for patents of the generated world, and reports of conversions, as the services leave them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

import orjson

from bench.accounts import Account
from panhuo.rules.demand_lifecycle import DemandAct, legal
from panhuo.rules.performance_lifecycle import PerformanceAct, PerformanceState
from panhuo.rules.vocabulary import DemandState
from seed.campaign import FirstHolding
from seed.demands import DAY_MS, MODES, NOTES, REGIONS, STEPS
from seed.dossiers import Filing
from seed.offices import Offices
from seed.performances import DEALS, REASON, STATES

Row = dict[str, Any]
Rows = Iterator[tuple[str, list[Row]]]
DEMANDED, REPORTED = 0.05, 0.03
"""Of the patents that are published singly so many are demanded, and reported as converted."""
PHONE, DESCRIPTION = "0571-88880000", "希望了解技术指标、样机情况与许可条件。"
AMOUNTS = (8, 15, 30, 60, 120)
PLACE = ("patent_id", "institution_id", "branch_id", "unit_id")


@dataclass
class DealMaker:
    """Writes what came of one published patent after another."""

    experts: Sequence[Account]
    companies: Mapping[int, str]
    """Names of enterprises by id."""
    offices: Offices
    operator: Account
    as_of: date
    rng: Random = field(default_factory=lambda: Random(9_000))
    demands: Iterator[int] = field(default_factory=lambda: count(1))
    performances: Iterator[int] = field(default_factory=lambda: count(1))

    def rows(self, dossier: int, filed: Filing, held: FirstHolding, inventors: Sequence[str]) -> Rows:
        """Table and rows of what came of a patent."""
        if self.rng.random() < DEMANDED:
            yield from self.demand(dossier, filed, held, inventors)
        if self.rng.random() < REPORTED:
            yield from self.performance(filed, held)

    def demand(self, dossier: int, filed: Filing, held: FirstHolding, inventors: Sequence[str]) -> Rows:
        """A demand with its modes and everything that led to its state."""
        number, expert = next(self.demands), self.rng.choice(self.experts)
        state = self.rng.choice(tuple(STEPS))
        since = filed.taken[-1].at + self.rng.randint(1, 30) * DAY_MS
        at = {act: since + day * DAY_MS for day, act in enumerate((DemandAct.SEND, *STEPS[state]))}
        admins = self.offices.admins
        by = admins.get(held.branch_id or 0) or admins[held.institution_id]
        people = dict.fromkeys(at, (by.id, by.name)) | {DemandAct.SEND: (expert.id, expert.name)}
        directed = {"dossier_id": dossier, **{name: getattr(held, name) for name in PLACE}}
        named = {"technology": held.title, "inventors": orjson.dumps(list(inventors)).decode()}
        shell = {"id": number, "kind": filed.kind, **directed, **named}
        yield "demand", [shell | self.sent(expert) | outcome(state, at)]
        modes = enumerate(self.rng.choice(MODES), 1)
        yield "demand_mode", [{"demand_id": number, "position": nth, "mode": mode} for nth, mode in modes]
        yield "demand_step", list(steps(number, at, people))

    def sent(self, expert: Account) -> Row:
        """What an expert writes into a demand."""
        return {
            "enterprise_id": expert.enterprise_id,
            "author_id": expert.id,
            "description": DESCRIPTION,
            "region": self.rng.choice(REGIONS),
            "contact": expert.name,
            "phone": PHONE,
        }

    def performance(self, filed: Filing, held: FirstHolding) -> Rows:
        """A report with its deal, its patent and what was done with it."""
        number, state = next(self.performances), self.rng.choice(STATES)
        since = filed.taken[-1].at + self.rng.randint(10, 120) * DAY_MS
        decided = None if state is PerformanceState.SUBMITTED else since + 3 * DAY_MS
        author = self.offices.admins[held.institution_id]
        written = {"id": number, "institution_id": held.institution_id, "name": held.title[:200]}
        by = {"author_id": author.id, "author_name": author.name}
        yield "performance", [written | by | self.contract() | decision(state, since, decided)]
        yield from self.deal(number)
        member = {"performance_id": number, "position": 1, "patent_id": held.patent_id}
        yield "performance_patent", [{**member, "registered_at": filed.taken[-1].at}]
        acts = [(PerformanceAct.SUBMIT, PerformanceState.SUBMITTED, since, author.id, author.name)]
        if decided is not None:
            confirmed = state is PerformanceState.CONFIRMED
            act = PerformanceAct.CONFIRM if confirmed else PerformanceAct.RETURN
            acts.append((act, state, decided, self.operator.id, self.operator.name))
        yield "performance_step", [taken(number, *each) for each in acts]

    def contract(self) -> Row:
        signed = self.as_of - timedelta(days=self.rng.randint(60, 600))
        partner = self.companies[self.rng.randint(1, len(self.companies))]
        return {"partner": partner, "signed_on": signed, "ends_on": date(signed.year + 5, signed.month, 1)}

    def deal(self, number: int) -> Rows:
        """The one deal of a report; it has the report's number."""
        (mode, options), amount = self.rng.choice(DEALS), self.rng.choice(AMOUNTS)
        money = {"amount": str(amount), "amount_yuan": amount * 10_000}
        yield (
            "performance_deal",
            [{"id": number, "performance_id": number, "position": 1, "mode": mode, **money}],
        )
        place = {"deal_id": number, "performance_id": number}
        ticked = [{**place, "position": nth, "option": option} for nth, option in enumerate(options, 1)]
        yield "performance_option", ticked


def outcome(state: DemandState, at: Mapping[DemandAct, int]) -> Row:
    """Where a demand stands after acts at these times."""
    return {
        "state": state,
        "version": len(at),
        "reason": NOTES[DemandAct.CLOSE] if state is DemandState.CLOSED else None,
        "created_at": at[DemandAct.SEND],
        "updated_at": max(at.values()),
        "signed_at": at.get(DemandAct.SIGN),
        "closed_at": at.get(DemandAct.CLOSE),
    }


def steps(
    demand: int, at: Mapping[DemandAct, int], people: Mapping[DemandAct, tuple[int, str]]
) -> Iterator[Row]:
    """Each act with the states it led from and to."""
    before: DemandState | None = None
    for act, when in at.items():
        found = legal(act, before)
        assert found is not None
        by_id, by_name = people[act]
        states = {"from_state": before, "to_state": found.target}
        yield {
            "demand_id": demand,
            "at": when,
            "act": act,
            **states,
            "by_id": by_id,
            "by_name": by_name,
            "note": NOTES.get(act),
        }
        before = found.target


def decision(state: PerformanceState, since: int, decided: int | None) -> Row:
    """Where a report stands, decided or not."""
    return {
        "state": state,
        "version": 1 if decided is None else 2,
        "reason": REASON if state is PerformanceState.RETURNED else None,
        "submitted_at": since,
        "updated_at": decided or since,
        "decided_at": decided,
    }


def taken(
    performance: int, act: PerformanceAct, state: PerformanceState, at: int, by_id: int, by_name: str
) -> Row:
    """A step of a report."""
    reason = REASON if act is PerformanceAct.RETURN else None
    made = {"performance_id": performance, "at": at, "act": act, "to_state": state}
    return {**made, "by_id": by_id, "by_name": by_name, "reason": reason}
