"""E-mail in and out: what waits to be sent, what came, and to which request it belongs."""
