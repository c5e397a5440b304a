"""Processes of the house are killed at random moments; afterwards nothing is lost, doubled or stuck."""
