"""Engine values to rows and back; the only place of bulk SQL."""
