"""How rows are kept: the queue before SQLite's one writer, and tables that only grow."""
