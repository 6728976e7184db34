"""Copies of files that may go out: without what is hidden, redacted, or masked. Run in a limited process."""
