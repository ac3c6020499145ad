"""`uploadDossiers` and `registerDossiers`: the two doors of a workbook of dossiers."""

from typing import Annotated

import strawberry

from panhuo.jobs.asking import start_job
from panhuo.jobs.dossier_upload import DOSSIER_REGISTRATION, DOSSIER_UPLOAD
from panhuo.jobs.kinds import Kind
from panhuo.resolvers.jobs import KEY, JobPayload
from panhuo.resolvers.telling import Info, numbered, shown, told_in

FILE = "Id of the upload (上传文件编号)."


@strawberry.input(description="A workbook of dossiers to file (建档文件, S88).")
class UploadDossiersInput:
    """What `uploadDossiers` takes."""

    upload: strawberry.ID = strawberry.field(description=FILE)
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="A workbook of what was inventoried offline, to register (登记入库文件, S144).")
class RegisterDossiersInput:
    """What `registerDossiers` takes."""

    upload: strawberry.ID = strawberry.field(description=FILE)
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


async def upload(
    info: Info,
    input: Annotated[UploadDossiersInput, strawberry.argument(description="The workbook (建档文件).")],
) -> JobPayload:
    """Check a workbook of dossiers; `confirmJob` files them."""
    return await started(info, DOSSIER_UPLOAD, input.upload, input.idempotency_key)


async def register(
    info: Info,
    input: Annotated[RegisterDossiersInput, strawberry.argument(description="The workbook (登记入库文件).")],
) -> JobPayload:
    """Check a workbook of dossiers; `confirmJob` registers them."""
    return await started(info, DOSSIER_REGISTRATION, input.upload, input.idempotency_key)


async def started(info: Info, kind: Kind, upload: strawberry.ID, key: str | None) -> JobPayload:
    payload = JobPayload()
    with told_in(payload, info):
        number = numbered(upload, "FileUpload", "upload")
        payload.job = shown("Job", await start_job(info.context.viewer, kind, number, {}, key))
    return payload
