"""The bodies that can receive a referral, and the agreements that pay for the line."""
