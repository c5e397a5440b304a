"""One filter per file; `campaigns.catalog` finds every `FILTER`."""
