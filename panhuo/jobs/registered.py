"""Every kind of job there is: importing this module makes them known."""

from panhuo.jobs import codes_load, dossier_upload, labelling, patent_import, user_import

__all__ = ["codes_load", "dossier_upload", "labelling", "patent_import", "user_import"]
