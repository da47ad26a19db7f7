"""Understand: pure functions from text to statements, observations, commitments and their status."""
