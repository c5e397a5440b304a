"""Every door, every role: who may read, who may change, and that every change leaves an audit entry (W01)."""
