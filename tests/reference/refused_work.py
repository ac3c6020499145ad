"""Mutations of uploads, jobs and notices, refused: somebody else's, over, or none."""

from collections.abc import Callable
from io import BytesIO

from starlette.datastructures import UploadFile

from tests.reference.query_values import Values
from tests.reference.refused import ERRORS, any_of, far_or_over, key, mutation, unreached


def upload_file(values: Values) -> str:
    """What is no sheet, by its name or its bytes."""
    file = UploadFile(BytesIO(b"\x00\x01"), filename=values.one_of(("a.exe", "a.csv", "a.xlsx")))
    given = values.variable("Upload!", file)
    return f"uploadFile(input: {{file: {given}}}) {{ upload {{ id name }} {ERRORS} }}"


def discard_upload(values: Values) -> str:
    given = {"id": unreached(values, "FILE_UPLOAD", "FileUpload")}
    return mutation(values, "discardUpload", "discardedId", given)


def import_patents(values: Values) -> str:
    given = {"upload": unreached(values, "FILE_UPLOAD", "FileUpload"), **key(values)}
    return mutation(values, "importPatents", "job { id name }", given)


def load_codes(values: Values) -> str:
    upload = unreached(values, "FILE_UPLOAD", "FileUpload")
    edition = values.one_of(({}, {"edition": "2018"}, {"edition": "builtin"}, {"edition": ""}))
    given = {
        "upload": upload,
        "table": values.one_of(("IPC", "INDUSTRY_CONCORDANCE")),
        **edition,
        **key(values),
    }
    return mutation(values, "loadCodes", "job { id name }", given)


def create_users_from_file(values: Values) -> str:
    given = {"upload": unreached(values, "FILE_UPLOAD", "FileUpload"), **key(values)}
    return mutation(values, "createUsersFromFile", "job { id name }", given)


def upload_dossiers(values: Values) -> str:
    given = {"upload": unreached(values, "FILE_UPLOAD", "FileUpload"), **key(values)}
    return mutation(values, "uploadDossiers", "job { id name }", given)


def register_dossiers(values: Values) -> str:
    given = {"upload": unreached(values, "FILE_UPLOAD", "FileUpload"), **key(values)}
    return mutation(values, "registerDossiers", "job { id name }", given)


def confirm_job(values: Values) -> str:
    id, version = far_or_over(values, "JOB_RUN", "Job")
    rows = values.one_of(({}, {"rows": [{"first": 2, "last": 2 + values.below(9)}]}, {"rows": []}))
    return mutation(values, "confirmJob", "job { id name }", {"id": id, "version": version, **rows})


def cancel_job(values: Values) -> str:
    return mutation(values, "cancelJob", "job { id name }", {"id": unreached(values, "JOB_CANCEL", "Job")})


def retry_job(values: Values) -> str:
    return mutation(values, "retryJob", "job { id name }", {"id": unreached(values, "JOB_RUN", "Job")})


def mark_notices_read(values: Values) -> str:
    """Others', which counts as none; or up to anybody's, which marks one's own alone; or both at once."""
    others = [unreached(values, "NOTICE_READ", "Notice") for _ in range(1 + values.below(3))]
    up_to = any_of(values, "Notice")
    given = values.one_of(({"ids": others}, {"upTo": up_to}, {"ids": others, "upTo": up_to}, {"ids": []}))
    return mutation(values, "markNoticesRead", "marked", given)


REFUSED: dict[str, Callable[[Values], str]] = {
    "cancelJob": cancel_job,
    "confirmJob": confirm_job,
    "createUsersFromFile": create_users_from_file,
    "discardUpload": discard_upload,
    "importPatents": import_patents,
    "loadCodes": load_codes,
    "markNoticesRead": mark_notices_read,
    "registerDossiers": register_dossiers,
    "retryJob": retry_job,
    "uploadDossiers": upload_dossiers,
    "uploadFile": upload_file,
}
