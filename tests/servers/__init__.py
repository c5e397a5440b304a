"""PostgreSQL, Redis, Chromium and the house itself, started for tests and stopped after them."""
