"""What is hidden in a file, and new files without it."""
