"""Who of the staff did what to which row. Append-only; nothing about a reporter."""
