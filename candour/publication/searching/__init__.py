"""Finding what is already answered: the log, the published figures, and the publication scheme."""
