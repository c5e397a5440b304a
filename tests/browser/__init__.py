"""Real Chromium on a real server: what a marketer does, start to end."""
