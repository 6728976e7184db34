"""Counts the ledger as at a day, exactly. What comes out is confidential."""
