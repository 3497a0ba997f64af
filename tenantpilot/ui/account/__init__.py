"""The person's own pages: outside the planes, about nobody else."""
