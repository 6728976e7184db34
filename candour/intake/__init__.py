"""Takes in reports: by web, telephone, letter, or from another line."""
