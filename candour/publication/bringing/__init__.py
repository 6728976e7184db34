"""Bringing in a log that was kept elsewhere: what was asked, said, decided and noted, as its source says it.

What the source does not say is not made up: no day, no decision, no content of a file that is not there.
"""
