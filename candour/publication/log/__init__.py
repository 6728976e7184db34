"""The disclosure log: what is published of a request, as one frozen document a version."""
