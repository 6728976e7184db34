"""Uploads: accepted at one address alone, held in memory, never on a disk."""

import re
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from candour.papers.limits import MAX_FILE

# Where a member adds a file to an answer. Every other address of every door takes no files at all.
_UPLOAD_PATH = re.compile(r"/desk/foi/[0-9a-f-]{36}/files")


class InMemory(FileUploadHandler):
    """Holds a file of up to 50 MB in memory; reads no further than that, and nothing at other addresses.

    The form then has no file, and says what to do.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take a chunk in. StopUpload beyond the limit, or at an address that takes no files."""
        if self.request is None or not _UPLOAD_PATH.fullmatch(self.request.path):
            raise StopUpload(connection_reset=False)
        if start == 0:
            self.buffer = BytesIO()
        if start + len(raw_data) > MAX_FILE:
            raise StopUpload(connection_reset=False)
        self.buffer.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """The whole file."""
        buffer = getattr(self, "buffer", BytesIO())
        buffer.seek(0)
        return InMemoryUploadedFile(
            file=buffer,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
