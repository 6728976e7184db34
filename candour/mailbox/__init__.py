"""Mailboxes: sealed letters between a reporter, who opens theirs with seven words, and the desk."""
