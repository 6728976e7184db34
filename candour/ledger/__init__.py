"""The ledger: one entry, in codes, for each thing that happened; all that the account wing may read."""
