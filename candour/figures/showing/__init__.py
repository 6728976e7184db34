"""What the public pages show of releases: sentences, charts and tables."""
