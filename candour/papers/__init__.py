"""Looks into files, makes clean and redacted copies, masks names and addresses; knows no request."""
