"""The figures: every published number, counted from the ledger alone."""
