"""What rows become, and why not (S58, S70–S76, S82–S92, S101, S144)."""

from dataclasses import replace

import pytest

from panhuo.auth.statements import run
from panhuo.models import Dossier, DossierPatent, DossierVersion, Holding, Patent, Review
from panhuo.rules.dossier_content import StatusEntry
from panhuo.rules.dossier_options import ImplementationStatus
from panhuo.rules.vocabulary import DossierState, LegalStatus, Role
from panhuo.services.dossiers.reviewing import return_dossier
from panhuo.services.dossiers.settled import revise_dossier
from tests.dossier_batch.making import DIRECT, codes, looked, outcomes, row, uploaded
from tests.dossiers.making import UNFIT, School, school
from tests.factories import branch, college, institution, patent, user
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

UNFIT_STATUS = (StatusEntry(ImplementationStatus.UNSUITABLE),)


def names(here: School) -> list[str]:
    return [each.application_number for each in here.patents]


@pytest.mark.req("S90", "S91")
async def test_complete_rows_go_to_review_and_others_become_drafts() -> None:
    # given
    here = await school(4)
    one, two, three, four = names(here)
    rows = [row(4, one), row(5, two, contact=None), row(6, three, phone="x"), row(7, "202310999999.9")]
    rows.append(row(8, four, statuses=UNFIT_STATUS))

    # when
    by_inventor = await looked(here.viewer("chen"), rows)
    by_admin = await looked(here.viewer("admin"), rows)
    direct = await looked(here.viewer("admin"), rows, DIRECT)

    # then
    assert outcomes(by_inventor) == ["PENDING", "DRAFT", "ERROR", "ERROR", "PENDING"]
    assert outcomes(by_admin) == ["REGISTERED", "DRAFT", "ERROR", "ERROR", "INVENTORIED"]
    assert outcomes(direct) == ["REGISTERED", "ERROR", "ERROR", "ERROR", "INVENTORIED"]
    [lacking], [wrong], [unknown] = codes(direct)[1:4]
    assert (lacking, wrong) == ("DOSSIER_FIELD_MISSING", "DOSSIER_PHONE_INVALID")
    assert unknown == "DOSSIER_PATENT_UNKNOWN"
    assert await Dossier.all().count() == 0


@pytest.mark.req("S70", "S71", "S76")
async def test_what_may_not_be_filed_is_a_row_error_with_its_reason() -> None:
    # given
    here = await school()
    other = await institution()
    sold = await patent(other, former=[here.root], inventors=[here.chen])
    shared = await patent(other, here.root, inventors=[here.chen])
    firm = await patent("某公司", here.root, inventors=[here.chen])
    lapsed = await patent(here.root, inventors=[here.chen], legal_status=LegalStatus.LAPSED)
    foreign = await patent(other)
    papers = [each.application_number for each in (sold, shared, firm, lapsed, foreign)]
    rows = [row(at, each) for at, each in enumerate(papers)]

    # when
    found = await looked(here.viewer("admin"), rows)

    # then
    assert codes(found) == [*[["DOSSIER_NOT_FILEABLE"]] * 4, ["DOSSIER_PATENT_UNKNOWN"]]
    unknown = await looked(here.viewer("admin"), [row(1, "202310999999.9"), rows[-1]])
    told = [each.issues[0].told(False).partition("[")[0] for each in unknown.candidates]
    assert told[0] == told[1]


@pytest.mark.req("S73", "S84", "S144")
async def test_a_branchs_patents_are_combined_by_the_institution_and_registered_by_the_branch() -> None:
    # given
    here = await school()
    north = await branch(here.root)
    head = viewer_of(await user(Role.BRANCH_ADMIN, north))
    own = (await patent(north)).application_number
    main = names(here)[0]

    # when
    alone = await looked(here.viewer("admin"), [row(4, own)])
    together = await looked(here.viewer("admin"), [row(4, main, own, name="组合")])
    direct = await looked(here.viewer("admin"), [row(4, main, own, name="组合")], DIRECT)
    heads = await looked(head, [row(4, own)])
    heads_direct = await looked(head, [row(4, own), row(5, main)], DIRECT)

    # then
    assert codes(alone) == codes(direct) == [["DOSSIER_NOT_FILEABLE"]]
    assert outcomes(together) == ["REGISTERED"]
    assert outcomes(heads) == ["PENDING"]
    assert outcomes(heads_direct) == ["REGISTERED", "ERROR"]
    assert codes(heads_direct)[1] == ["DOSSIER_PATENT_UNKNOWN"]


@pytest.mark.req("S72", "S88")
async def test_a_file_sent_twice_changes_nothing_the_second_time() -> None:
    # given
    here = await school(4)
    one, two, *both = names(here)
    rows = [row(4, one), row(5, two, contact=None), row(6, *both, name="组合"), row(7, *both, name=None)]
    rows[3] = replace(rows[3], further=(one,), application_number=two)

    # when
    first = await uploaded(here.viewer("chen"), rows)
    counted = await everything()
    second = await uploaded(here.viewer("chen"), rows)

    # then
    assert outcomes(first) == ["PENDING", "DRAFT", "PENDING", "DRAFT"]
    assert outcomes(second) == ["UNCHANGED"] * 4
    assert await everything() == counted


async def everything() -> list[int]:
    tables = ("dossier", "dossier_version", "dossier_patent", "review", "audit_entry", "notice")
    statement = "select count(*) as n, coalesce(max(id), 0) as last from {}"
    found = [await run(statement.format(table)) for table in tables]
    versions = await run("select sum(version) as n from dossier")
    return [*(value for rows in found for value in rows[0].values()), versions[0]["n"]]


@pytest.mark.req("S101")
async def test_a_corrected_file_touches_only_what_was_wrong() -> None:
    # given
    here = await school(3)
    one, two, three = names(here)
    wrong = [row(4, one), row(5, two, contact=None), row(6, three, phone="x")]
    await uploaded(here.viewer("chen"), wrong)
    kept = await Dossier.get(patent_id=here.numbers[0])

    # when
    found = await uploaded(here.viewer("chen"), [row(4, one), row(5, two), row(6, three)])

    # then
    assert outcomes(found) == ["UNCHANGED", "PENDING", "PENDING"]
    assert (await Dossier.get(id=kept.id)).version == kept.version
    assert await Dossier.all().count() == 3


async def test_a_portfolio_that_gets_its_name_later_is_gone_on_with() -> None:
    # given
    here = await school(2)
    await uploaded(here.viewer("chen"), [row(4, *names(here), name=None)])

    # when
    both = [row(4, *names(here), name="甲"), row(5, *names(here), name="乙")]
    clash = await looked(here.viewer("chen"), both)
    named = await uploaded(here.viewer("chen"), [row(4, *reversed(names(here)), name="甲")])
    other = await uploaded(here.viewer("chen"), [row(4, *names(here), name="乙")])

    # then
    assert codes(clash) == [["DOSSIER_ROW_REPEATED"]] * 2
    assert outcomes(named) == outcomes(other) == ["PENDING"]
    assert [each.title for each in await Dossier.all().order_by("id")] == ["甲", "乙"]


async def test_dossiers_under_review_registered_or_anothers_are_row_errors() -> None:
    # given
    here = await school(4)
    admin = here.viewer("admin")
    await here.submitted(which=0)
    dean = here.viewer("dean")
    rows = [row(4, names(here)[0], contact="他人"), row(5, names(here)[0], *names(here)[1:2], name="组合")]

    # when
    pending = await looked(here.viewer("chen"), [rows[0]])
    anothers = await looked(dean, [rows[0]])
    by_admin = await looked(admin, rows)

    # then
    assert codes(pending) == [["DOSSIER_ACT_UNAVAILABLE"]]
    assert codes(anothers) == [["CONFLICT"]]
    assert "陈一" in anothers.candidates[0].issues[0].told(True)
    assert (codes(by_admin), outcomes(by_admin)) == ([["CONFLICT"], []], ["ERROR", "REGISTERED"])


@pytest.mark.req("S148")
async def test_what_was_returned_is_sent_again_only_once_it_was_changed() -> None:
    # given
    here = await school()
    sent = await here.submitted()
    await return_dossier(here.viewer("dean"), sent.id, sent.version, "请补充")
    [name] = names(here)

    # when
    same = await uploaded(here.viewer("chen"), [row(4, name)])
    incomplete = await uploaded(here.viewer("chen"), [row(4, name, contact=None)])
    state = (await Dossier.get(id=sent.id)).state
    changed = await uploaded(here.viewer("chen"), [row(4, name, contact="李二")])

    # then
    assert outcomes(same) == ["UNCHANGED"]
    assert [each.code.value for each in same.candidates[0].issues] == ["DOSSIER_UNCHANGED"]
    assert (outcomes(incomplete), state) == (["DRAFT"], DossierState.REJECTED)
    assert outcomes(changed) == ["PENDING"]


@pytest.mark.req("S127")
async def test_an_inventoried_dossier_gets_a_revision_that_later_files_go_on_with() -> None:
    # given
    here = await school()
    await here.decided(DossierState.INVENTORIED, **UNFIT)
    [name] = names(here)

    # when
    abandoned = (StatusEntry(ImplementationStatus.TO_BE_ABANDONED),)
    same = await looked(here.viewer("chen"), [row(4, name, statuses=abandoned)])
    begun = await uploaded(here.viewer("chen"), [row(4, name, contact=None)])
    again = await uploaded(here.viewer("chen"), [row(4, name, contact=None)])
    whole = await uploaded(here.viewer("chen"), [row(4, name)])

    # then
    found = [*outcomes(same), *outcomes(begun), *outcomes(again), *outcomes(whole)]
    assert found == ["UNCHANGED", "DRAFT", "UNCHANGED", "PENDING"]
    base, revision = await Dossier.all().order_by("id")
    assert (base.state, revision.state) == (DossierState.INVENTORIED, DossierState.PENDING)


@pytest.mark.req("S92", "S93")
async def test_labels_are_shown_and_never_taken_and_titles_and_units_compared() -> None:
    # given
    here = await school(3)
    await college(here.root, "化学学院")
    await Patent.filter(id=here.numbers[0]).update(main_industry="C3521")
    one, two, three = names(here)
    rows = [
        replace(row(4, one), title="另一名称", unit=here.physics.name, suggested=("C3521 炼油", "1.1")),
        replace(row(5, two), title=here.patents[1].title, unit="化学学院"),
        replace(row(6, three), unit="外语学院"),
    ]

    # when
    by_admin = await looked(here.viewer("admin"), rows)
    by_dean = await looked(here.viewer("dean"), rows)
    await uploaded(here.viewer("admin"), rows[:1])

    # then
    warned = [each.code.value for each in by_admin.candidates[0].issues]
    assert warned == ["DOSSIER_TITLE_DIFFERS", "DOSSIER_SUGGESTION_LEFT"]
    assert codes(by_admin) == [[], [], ["UNIT_UNKNOWN"]]
    assert codes(by_dean) == [[], ["UNIT_UNKNOWN"], ["UNIT_UNKNOWN"]]
    assert (await Patent.get(id=here.numbers[0])).main_industry == "C3521"
    assert (await Holding.get(patent_id=here.numbers[0])).main_strategic_industry is None


async def test_rows_of_the_same_dossier_are_told_of_one_another() -> None:
    # given
    here = await school(3)
    one, two, three = names(here)
    rows = [row(4, one), row(6, one), row(8, two, three, name="甲"), row(9, three, two, name="甲")]
    rows.append(row(10, two, three, name="乙"))

    # when
    found = await looked(here.viewer("chen"), rows)

    # then
    assert outcomes(found) == ["ERROR"] * 4 + ["PENDING"]
    assert "#6" in found.candidates[0].issues[0].told(True)


@pytest.mark.req("S127", "S144")
async def test_an_open_revision_is_gone_on_with_and_goes_up_in_its_base() -> None:
    # given a revision that its filer has begun
    here = await school()
    [name] = names(here)
    admin = here.viewer("admin")
    await uploaded(admin, [row(4, name, statuses=UNFIT_STATUS)])
    base = await Dossier.get()
    await revise_dossier(admin, base.id)

    # when
    found = await uploaded(admin, [row(4, name, contact="李二")], DIRECT)

    # then
    assert outcomes(found) == ["REGISTERED"]
    after = await Dossier.get()
    assert (after.id, after.state, found.candidates[0].made) == (base.id, DossierState.REGISTERED, base.id)
    acts = [
        (each.act.value, each.revision) for each in await Review.filter(dossier_id=base.id).order_by("id")
    ]
    assert acts[2:] == [
        ("REVISE", True),
        ("REVISE", False),
        ("REGISTER_DIRECTLY", True),
        ("REPLACE", False),
    ]
    shown = await DossierPatent.filter(dossier_id=base.id, current=True).values_list("version_id", flat=True)
    assert shown == [after.content_id]
    assert await DossierVersion.filter(dossier_id=base.id, frozen=True).count() == 2
