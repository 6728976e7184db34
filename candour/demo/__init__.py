"""The rehearsal: the line's first fifteen months, replayed with invented people."""
