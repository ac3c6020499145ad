"""Every kind of job there is: importing this module makes them known."""

from panhuo.jobs import export, patent_import, user_import

__all__ = ["export", "patent_import", "user_import"]
