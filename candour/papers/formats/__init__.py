"""File formats, read within limits: what kind a file is, ZIP packages, XML, pictures and PDFs."""
