"""Reading for screens: never writes, bounds what it returns, and checks the right first."""
