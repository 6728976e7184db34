"""Readers' notes beside the answers: offered, confirmed, read at the desk."""
