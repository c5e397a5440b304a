"""People from a CSV file: read it, guess what its columns mean, start the import."""
