"""The sealed two-way box that belongs to whoever holds the receipt."""
