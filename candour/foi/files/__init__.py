"""Files that go out with an answer: what is hidden in them is found, and taken out into a new file."""
