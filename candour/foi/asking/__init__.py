"""Asking for information, and coming back with a code: what the public door does."""
