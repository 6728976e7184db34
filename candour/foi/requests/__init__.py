"""A request itself: how it comes in, its steps, what is said of it, and what every room of the desk needs."""
