"""The hotline's people and the forces' people: roles, key shares, sign-in."""
