"""Taking people's addresses, numbers and names out of what is published, and leaving everything else."""
