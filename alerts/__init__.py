"""Tell: saved searches and followed commitments."""
