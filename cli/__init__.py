"""Show: one Typer command per file, thin."""
