"""The publication scheme: what is published without being asked for, in the Commissioner's seven classes."""
