"""One trigger per file; `campaigns.catalog` finds every `TRIGGER`."""
