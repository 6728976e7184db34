"""Teams and their public keys: the assessors, the oversight team, each force's unit."""
