"""Referrals: a report sent to a force, approved by a second person and sealed to the force's unit."""
