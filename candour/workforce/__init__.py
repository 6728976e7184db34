"""The workforce check. Its place in the house is kept; nothing is built here yet."""
