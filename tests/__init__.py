"""Mirrors the packages; stories/ holds one file per promise, browser/ drives Chromium."""
