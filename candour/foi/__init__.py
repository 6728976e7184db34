"""Requests for information: asked, decided question by question, answered, and published in the log."""
