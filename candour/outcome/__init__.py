"""What the force says came of a referral, with its own reference."""
