"""One example: a life of many acts at the university, each judged."""

from random import Random

from hypothesis import note

from panhuo.compiler.kept import forget_counts
from panhuo.errors import PanhuoError
from panhuo.models import Dossier, Holding, Patent, User
from panhuo.services.approval_flow import Switches, update_approval_flow
from tests.life.campus import FIRST, Campus, deliver
from tests.life.chance import Chance
from tests.life.figures import figures_hold
from tests.life.guards import Act
from tests.life.hands import Hands, version_of
from tests.life.laws import digest, laws_hold, readers, rows, versions, watched
from tests.life.papers import Papers
from tests.life.table import REJECTED
from tests.viewers import viewer_of

EVENT = 0.14
"""The share of moves that are nobody's act on a dossier."""


class Life:
    """Dossiers at a campus, from none."""

    def __init__(self, here: Campus, hands: Hands, *, everybody: bool) -> None:
        self.here, self.hands, self.papers = here, hands, Papers()
        self.chance = Chance(here, self.papers, everybody)
        self.kinds: set[str] = set()

    async def move(self, seed: int) -> None:
        random = Random(seed)
        if random.random() < EVENT:
            await self.happens(*self.chance.event(random))
        else:
            act = self.chance.act(random)
            await self.tries(act)
            await figures_hold(act.by)
        await laws_hold(self.here, self.papers)
        await figures_hold(random.choice(list(self.here.people.values())))

    async def tries(self, act: Act) -> None:
        """Try an act: it is carried out where the model says so, else nothing is changed."""
        allowed = self.chance.allowed(act)
        note(f"{act} {'may' if allowed else 'may not'}")
        version = (await version_of(act.paper.number) if act.paper else 0) - (1 if act.stale else 0)
        before, counters, shown = await digest(), await versions(), await watched()
        number, error = await self.outcome(act, version)
        assert allowed is (error is None), (str(act), error)
        if error is not None:
            assert await digest() == before, str(act)
            self.kinds.add(f"refused: {act.name}")
            return
        self.counted(act)
        self.carried_out(act, number)
        after, now = await watched(), await versions()
        silent = {each for each in readers(shown, after) if now.get(each, 0) <= counters.get(each, 0)}
        assert not silent, (str(act), silent)

    async def outcome(self, act: Act, version: int) -> tuple[int | None, PanhuoError | None]:
        """The dossier that came of it, or why it is refused."""
        try:
            return await self.hands.do(act, version), None
        except PanhuoError as error:
            return None, error

    def counted(self, act: Act) -> None:
        kind = self.chance.kind_of(act)
        self.chance.done[kind] += 1
        name, source, target, revision = kind
        self.kinds.add(" ".join(each for each in (name, source, target, "revision" * revision) if each))

    def carried_out(self, act: Act, number: int | None) -> None:
        """Let the model follow."""
        papers, paper, said = self.papers, act.paper, act.said
        match act.name:
            case "FILE" if said and number:
                papers.file(number, act.by, said)
            case "REGISTER_DIRECTLY" if said and number:
                self.registered(act, number)
            case "SAVE" if paper and said:
                papers.save(paper, said)
            case "DISCARD" if paper:
                del papers.all[paper.number]
            case "SUBMIT" if paper:
                papers.submit(self.here, paper)
            case "WITHDRAW" if paper:
                papers.give_back(paper, paper.came_from)
            case "APPROVE" if paper:
                papers.approve(paper)
            case "RETURN" if paper:
                papers.give_back(paper, REJECTED)
            case "REVISE" if paper and number:
                papers.revise(number, paper)
            case "DELIST" if paper:
                paper.state = "DELISTED"
            case "HAND_OVER" if paper and act.receiver:
                papers.hand_over(paper, act.receiver)

    def registered(self, act: Act, number: int) -> None:
        """Whatever stood there, it says this now, and has its outcome."""
        assert act.said
        paper = self.papers.all.get(number) or self.papers.file(number, act.by, act.said)
        paper.draft = act.said
        self.papers.freeze(paper)
        self.papers.settle(paper)

    async def happens(self, what: str, name: str) -> None:
        """A delivery, an account closed or opened, a switch."""
        here = self.here
        note(f"{what} {name}")
        if what == "lapse":
            await deliver(here, name, lapsed=not here.inventions[name].lapsed)
        elif what == "sale":
            about = here.inventions[name]
            sold = about.owner != about.first_owner
            await deliver(here, name, owner=about.first_owner if sold else "某某公司")
        elif what == "disabling":
            person = here.people[name]
            person.active = not person.active
            await User.filter(id=person.account.id).update(active=person.active)
        else:
            await self.switched(name)
        self.kinds.add(what)

    async def switched(self, name: str) -> None:
        here = self.here
        here.open_[name] = not here.open_[name]
        [flow] = await rows(f"select * from approval_flow where id = {here.units['root'].id}")
        chair = viewer_of(here.people["chair"].account)
        await update_approval_flow(
            chair, here.units["root"].id, Switches(**{name: here.open_[name]}), flow["version"]
        )

    async def forgotten(self) -> None:
        """Everything as it was before the first act, but for the numbers."""
        forget_counts()
        await Dossier.filter(base_id__not_isnull=True).delete()
        await Dossier.all().delete()
        here = self.here
        for name, about in here.inventions.items():
            if about.lapsed or about.owner != about.first_owner:
                await deliver(here, name, lapsed=False, owner=about.first_owner)
        here.days = 0
        plain = {"filing_state": "UNFILED", "registered_sort": 0}
        await Patent.all().update(
            as_of=FIRST,
            basis=None,
            remembered=None,
            registered_at=None,
            published=False,
            open_showcase=False,
            **plain,
        )
        await Holding.all().update(**plain)
        for person in here.people.values():
            person.active = True
        await User.all().update(active=True)
        for name, on in here.open_.items():
            if not on:
                await self.switched(name)
