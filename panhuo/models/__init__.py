"""Tortoise tables, one file a topic."""

from panhuo.models.account import Enterprise, Session, SignInThrottle, User
from panhuo.models.action import AuditEntry, IdempotencyKey, Notice
from panhuo.models.approval import ApprovalFlow
from panhuo.models.code import Code, CodeEdition, CodeRule
from panhuo.models.contact_access import ContactAccess
from panhuo.models.data_version import DataVersion
from panhuo.models.demand import Demand, DemandMode, DemandStep
from panhuo.models.dossier import (
    Dossier,
    DossierChoice,
    DossierPatent,
    DossierVersion,
    Review,
    ReviewStep,
)
from panhuo.models.enterprise import EnterpriseApplication
from panhuo.models.evaluation import Evaluation, EvaluationVersion
from panhuo.models.job import Job, JobFile, JobRow
from panhuo.models.match import InventorMatch
from panhuo.models.org import OrgUnit, OwnerAlias
from panhuo.models.patent import (
    Holding,
    LegalEvent,
    Patent,
    PatentCode,
    PatentInventor,
    PatentOwner,
)
from panhuo.models.performance import (
    Performance,
    PerformanceDeal,
    PerformanceOption,
    PerformancePatent,
    PerformanceStep,
)
from panhuo.models.push import Push
from panhuo.models.token import ApiToken
from panhuo.models.upload import Upload

__all__ = [
    "ApiToken",
    "ApprovalFlow",
    "AuditEntry",
    "Code",
    "CodeEdition",
    "CodeRule",
    "ContactAccess",
    "DataVersion",
    "Demand",
    "DemandMode",
    "DemandStep",
    "Dossier",
    "DossierChoice",
    "DossierPatent",
    "DossierVersion",
    "Enterprise",
    "EnterpriseApplication",
    "Evaluation",
    "EvaluationVersion",
    "Holding",
    "IdempotencyKey",
    "InventorMatch",
    "Job",
    "JobFile",
    "JobRow",
    "LegalEvent",
    "Notice",
    "OrgUnit",
    "OwnerAlias",
    "Patent",
    "PatentCode",
    "PatentInventor",
    "PatentOwner",
    "Performance",
    "PerformanceDeal",
    "PerformanceOption",
    "PerformancePatent",
    "PerformanceStep",
    "Push",
    "Review",
    "ReviewStep",
    "Session",
    "SignInThrottle",
    "Upload",
    "User",
]
