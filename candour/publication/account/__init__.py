"""The desk's own account: what came in each month, what became of it, and whether it was in time."""
