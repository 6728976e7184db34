"""The clock of a request: working days, the laws' own times, proclaimed days, and where each one stands."""
