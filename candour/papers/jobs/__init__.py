"""What other rooms call about a file. Each function hands the file to a limited process, and waits."""
