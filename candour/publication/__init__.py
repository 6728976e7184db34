"""What the public reads of requests for information: the log, its search, readers' notes, the scheme."""
