"""Uploads, jobs, notices."""

from collections.abc import Iterator
from dataclasses import replace

from tests.matrix.belongings import owner_of, state_of
from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Answer, Mutation, Tries, Try, against, answers
from tests.matrix.facts import MANAGERS
from tests.matrix.stated.accounts import OPENS
from tests.uploads.forms import GOOD, MULTIPART, form


async def send_file(asking: Asking, mutation: Mutation, each: Try) -> Answer:
    headers = MULTIPART | asking.world.headers[asking.viewer]
    response = await asking.client.post("/graphql", content=form(*GOOD), headers=headers)
    body = response.json()
    if "data" not in body:
        return {"code": body["errors"][0]["extensions"]["code"]}
    return answers(body, ["uploadFile"])[0]


def file_sent(asking: Asking) -> Iterator[Try]:
    yield Try("a file", {}, against(asking, "FILE_UPLOAD") or DONE)


def discarded(asking: Asking) -> Iterator[Try]:
    for name, id in asking.world.ids["FileUpload"].items():
        yield Try(name, {"id": id}, against(asking, "FILE_UPLOAD", ("FileUpload", name)) or DONE)


def imported(asking: Asking) -> Iterator[Try]:
    """An upload of one's own, for who may import."""
    for name, id in asking.world.ids["FileUpload"].items():
        refused = against(asking, "PUSH_IMPORT") or against(asking, "FILE_UPLOAD", ("FileUpload", name))
        given = {"upload": id, "mapping": [{"heading": "名", "field": "title"}]}
        yield Try(name, given, refused or DONE)


def codes_sent(asking: Asking) -> Iterator[Try]:
    """An upload of one's own, for who may load code tables."""
    for name, id in asking.world.ids["FileUpload"].items():
        refused = against(asking, "CODES_LOAD") or against(asking, "FILE_UPLOAD", ("FileUpload", name))
        yield Try(name, {"upload": id, "table": "IPC", "edition": "2023"}, refused or DONE)
        unfit = against(asking, "CODES_LOAD") or "INVALID_VALUE"
        yield Try(f"{name}, unfit", {"upload": id, "table": "IPC", "edition": "builtin"}, unfit)


def accounts_sent(asking: Asking) -> Iterator[Try]:
    """An upload of one's own, for who opens accounts."""
    opens = OPENS.get(asking.role) and (asking.role != "ENT" or asking.viewer in MANAGERS)
    for name, id in asking.world.ids["FileUpload"].items():
        refused = against(asking, "USER_CREATE") or ("" if opens else "FORBIDDEN")
        code = refused or against(asking, "FILE_UPLOAD", ("FileUpload", name)) or DONE
        yield Try(name, {"upload": id}, code)


def dossiers_sent(ability: str) -> Tries:
    """An upload of one's own, for who has the door's ability."""

    def tries(asking: Asking) -> Iterator[Try]:
        for name, id in asking.world.ids["FileUpload"].items():
            refused = against(asking, ability) or against(asking, "FILE_UPLOAD", ("FileUpload", name))
            yield Try(name, {"upload": id}, refused or DONE)

    return tries


def confirmed(asking: Asking) -> Iterator[Try]:
    """As a whole, or by rows, of which these jobs leave no choice."""
    for each in job_done("JOB_RUN", "waiting", version=1)(asking):
        yield each
        code = "INVALID_VALUE" if each.expected == DONE else each.expected
        given = {**each.given, "rows": [{"first": 1, "last": 2}]}
        yield replace(each, about=f"{each.about}, by rows", given=given, expected=code)


def job_done(ability: str, state: str, **more: int) -> Tries:
    """Of every job: in one state it can be; importing is the platform's, so others' own are refused."""

    def tries(asking: Asking) -> Iterator[Try]:
        for name, id in asking.world.ids["Job"].items():
            code = against(asking, ability, ("Job", name))
            if ability == "JOB_RUN":
                code = code or against(asking, "PUSH_IMPORT")
            code = code or (DONE if state_of(name) == state else "CONFLICT")
            yield Try(name, {"id": id, **more}, code, itself=id)

    return tries


def marked(asking: Asking) -> Iterator[Try]:
    """Others' notices count as none, and stay as they are."""
    for name, id in asking.world.ids["Notice"].items():
        refused = against(asking, "NOTICE_READ")
        own = owner_of(name) == asking.viewer and state_of(name) == "new"
        yield Try(name, {"ids": [id]}, refused or DONE, None if own or refused else "")
    everybodys = [*asking.world.ids["Notice"].values()]
    refused = against(asking, "NOTICE_READ")
    yield Try("everybody's", {"ids": everybodys}, refused or DONE)
    yield Try("all up to the last", {"upTo": everybodys[-1]}, refused or DONE)


MUTATIONS = (
    Mutation("uploadFile", file_sent, send_file),
    Mutation("discardUpload", discarded),
    Mutation("importPatents", imported),
    Mutation("loadCodes", codes_sent),
    Mutation("createUsersFromFile", accounts_sent),
    Mutation("uploadDossiers", dossiers_sent("DOSSIER_UPLOAD")),
    Mutation("registerDossiers", dossiers_sent("DOSSIER_UPLOAD_DIRECT")),
    Mutation("confirmJob", confirmed),
    Mutation("cancelJob", job_done("JOB_CANCEL", "waiting")),
    Mutation("retryJob", job_done("JOB_RUN", "failed")),
    Mutation("markNoticesRead", marked),
)
