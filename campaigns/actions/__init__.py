"""One flow action per file; `campaigns.catalog` finds every `ACTION`."""
