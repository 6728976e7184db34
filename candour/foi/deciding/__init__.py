"""What is decided of each question, by itself."""
