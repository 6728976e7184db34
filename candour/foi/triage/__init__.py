"""The first reading of a request: let in on its footing, or sent where it belongs."""
