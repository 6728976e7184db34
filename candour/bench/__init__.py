"""`candour bench …`: speed, as ratios against this machine's own ceilings in the same run."""
