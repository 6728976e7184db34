"""What is hidden in a file, as findings; one module or two for each format. Run in a limited process."""
