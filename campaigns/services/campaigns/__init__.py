"""What a marketer can do with a smart campaign."""
