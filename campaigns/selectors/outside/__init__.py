"""What integrations read through the Marketo-compatible API: by ids, names, place and time, in bounded pages."""
