"""Applications of enterprises in the fixture world."""

from panhuo.models import EnterpriseApplication
from panhuo.rules.enterprise_application import EnterpriseApplicationState
from tests.factories import now

APPLICATIONS = {"waits": "PENDING", "approved": "APPROVED", "rejected": "REJECTED", "expired": "EXPIRED"}
DAY_MS = 24 * 3_600_000


def application_words(viewer: str, name: str) -> set[str]:
    """They stand nowhere."""
    return {"anything"}


async def make_applications() -> dict[str, int]:
    """Ids by name."""
    made = {}
    for number, (name, state) in enumerate(APPLICATIONS.items()):
        row = await EnterpriseApplication.create(
            state=EnterpriseApplicationState(state),
            enterprise_name=f"申请企业{number}",
            credit_code=f"91330100MA2C0FF0{number}A",
            contact_name="某人",
            job_title="经理",
            phone="13800138000",
            email="a@b.example",
            username=f"applicant{number}",
            password_hash="x",
            reference_hash=f"{number}",
            reason="资料不全",
            applied_at=now(),
            expires_at=now() + DAY_MS,
            decided_at=now(),
            decider_name="值班员",
        )
        made[name] = row.id
    return made
