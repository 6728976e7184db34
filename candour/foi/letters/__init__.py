"""Our letters: their words, their versions, and their PDFs."""
