"""What an account is told."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
NOTICE_READ      O    O    O    O    O    O    O    –
"""
OBJECTS = {
    "Notice": ("NOTICE_READ", "id kind message subjectId createdAt readAt"),
    "NoticeConnection": (PARENT, PAGE),
    "NoticeEdge": (PARENT, EDGE),
    "MarkNoticesReadPayload": (PARENT, "marked userErrors"),
}
OWN = {
    "Query.notices": "NOTICE_READ",
    "Mutation.markNoticesRead": "NOTICE_READ",
    "Subscription.noticeAdded": "NOTICE_READ",
}
CHANGES = {"markNoticesRead": "notice ~1"}
INPUTS = {"Query.notices": f"unreadOnly {PAGING}", "MarkNoticesReadInput": "ids upTo"}
