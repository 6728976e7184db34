"""The ledger: one plain line for each thing that happened, and the wall between the two wings."""
