"""Makes releases: which tables, counted and protected, checked, and the register of all that went out."""
