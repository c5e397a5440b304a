"""The demo workspace: real or made-up people, and programs that teach by example."""
