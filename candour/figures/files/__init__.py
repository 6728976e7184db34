"""The files people take away, each made from one release and nothing else."""
