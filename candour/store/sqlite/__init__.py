"""Django's SQLite engine, with its writers in a queue."""
