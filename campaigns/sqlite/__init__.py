"""Django's SQLite backend, set up for many threads of one process that all write."""
