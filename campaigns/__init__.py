"""The campaign designer's domain: what a marketer drew, what it means, and what it did."""
