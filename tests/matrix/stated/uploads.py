"""Files that were sent and wait to be used."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
FILE_UPLOAD      O    O    O    O    O    O    O    –
"""
OBJECTS = {
    "FileUpload": ("FILE_UPLOAD", "id name mediaType size createdAt expiresAt"),
    "FileUploadConnection": (PARENT, PAGE),
    "FileUploadEdge": (PARENT, EDGE),
    "UploadFilePayload": (PARENT, "upload userErrors"),
    "DiscardUploadPayload": (PARENT, "discardedId userErrors"),
}
OWN = {
    "Query.uploads": "FILE_UPLOAD",
    "Mutation.uploadFile": "FILE_UPLOAD",
    "Mutation.discardUpload": "FILE_UPLOAD",
}
CHANGES = {"uploadFile": "upload +1", "discardUpload": "upload -1"}
INPUTS = {
    "Query.uploads": PAGING,
    "UploadFileInput": "file",
    "DiscardUploadInput": "id",
}
