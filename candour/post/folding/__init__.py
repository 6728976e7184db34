"""Which lines of a message are shown closed at first: earlier messages, signatures, notices, lists of links.

Nothing is taken out. A fold is a range over untouched lines, and no word of an answer is ever in one.
"""
