"""The designer's own API: serializers and views, nothing else."""
