"""The clock of a request: working days, the laws' own rules, proclaimed days, and where each request stands."""
