"""Sealing: what stays shut to all but the people it was sealed to. The spec is docs/seal.md."""
