"""Every kind of job there is: importing this module makes them known."""

from panhuo.jobs import patent_import, user_import

__all__ = ["patent_import", "user_import"]
