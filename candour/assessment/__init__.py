"""The judgement of one report: grading, the sanitised text, and what we decide."""
