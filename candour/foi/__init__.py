"""The freedom-of-information desk. Its place in the house is kept; nothing is built here yet."""
