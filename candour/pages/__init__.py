"""The pages that explain the line: how it works, privacy, cookies, accessibility."""
