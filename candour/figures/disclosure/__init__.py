"""Decides what of exact counts may be shown, and plays the intruder who tries to undo it."""
