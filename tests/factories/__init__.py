"""Small worlds for tests, consistent with the docstrings of `panhuo.models`.

school = await institution("青岚大学")
physics = await college(school)
chen = await user(Role.INVENTOR, physics)
battery = await patent(school, inventors=[chen, "李四"], ipc=["H01M 10/0525"], state=FilingState.REGISTERED)
answer = await client.post("/graphql", json={"query": QUERY}, headers=await sign_in(chen))
"""

from tests.factories.demands import demand
from tests.factories.dossiers import add_version, dossier, review
from tests.factories.evaluations import evaluation
from tests.factories.facts import application_number
from tests.factories.matches import confirm, decide, match_of
from tests.factories.org import branch, branch_college, college, enterprise, institution, now, sign_in, user
from tests.factories.patents import code, legal_event, patent
from tests.factories.performances import performance

__all__ = [
    "add_version",
    "application_number",
    "branch",
    "branch_college",
    "code",
    "college",
    "confirm",
    "decide",
    "demand",
    "dossier",
    "enterprise",
    "evaluation",
    "institution",
    "legal_event",
    "match_of",
    "now",
    "patent",
    "performance",
    "review",
    "sign_in",
    "user",
]
