"""Comparisons of what is ticked in dossiers, alike for lists of patents and of dossiers (S108)."""

from panhuo.rules import dossier_options as options
from panhuo.rules.vocabulary import DossierKind
from panhuo.types import dossier_words  # noqa: F401  # it describes the enumerations
from panhuo.types.filters import choice_operators, enum_operators

CHOICES = {
    "status": choice_operators(
        options.ImplementationStatus, "Ticked implementation statuses (实施状态条件)."
    ),
    "statusDetail": choice_operators(
        options.ImplementationDetail, "Ticked second levels of them (实施状态二级条件)."
    ),
    "willingness": choice_operators(options.Willingness, "Ticked willingness (转化意愿条件)."),
    "willingnessDetail": choice_operators(
        options.WillingnessDetail, "Ticked second levels of it (转化意愿二级条件)."
    ),
}
KINDS = enum_operators(DossierKind, "Comparisons of kinds of dossiers (档案类型条件).")
MATURITIES = enum_operators(options.Maturity, "Comparisons of maturity (技术成熟度条件).")
