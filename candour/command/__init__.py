"""The `candour …` commands, each a few lines over the rooms' actions."""
