"""The Marketo-compatible REST API: a second door to the same services, serializers and views only."""
