"""Every enumerated thing once: its code, its words for each reader, and what it is counted in. No Django."""
