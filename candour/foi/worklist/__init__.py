"""What waits at the desk, and one request with all that belongs to it."""
