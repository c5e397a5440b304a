"""Writing: one function per thing that a user can do, one transaction each."""
