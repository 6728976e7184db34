"""Public-key encryption of everything personal ("sealing"). The specification is docs/seal.md."""
