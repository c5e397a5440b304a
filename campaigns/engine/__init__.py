"""Decides what happens to people in a flow. No Django, no clock, no I/O."""
