"""What a marketer drew: frozen values, with their JSON. Knows nothing of Django, rows or time."""
