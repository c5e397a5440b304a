"""Drives the engine: the one door for changes, launches, waves, waits, sweeps. Only here is there a clock."""
