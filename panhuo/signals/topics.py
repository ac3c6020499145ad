"""The names of topics: letters, digits and colons, since they travel as words of one text."""


def library_topic(institution_id: int | None) -> str:
    """The patents an institution holds; without one, those of everybody."""
    return "library" if institution_id is None else f"library:{institution_id}"


def session_topic(session_id: int) -> str:
    """A session ended, or speaks for somebody else than before."""
    return f"session:{session_id}"


def dossier_topic(dossier_id: int) -> str:
    """A dossier changed."""
    return f"dossier:{dossier_id}"


def job_topic(job_id: int) -> str:
    """A job got on, or its state changed."""
    return f"job:{job_id}"


def notices_topic(user_id: int) -> str:
    """An account was told something."""
    return f"notices:{user_id}"
