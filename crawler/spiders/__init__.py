"""Spiders, one per platform: they only choose the next address."""
