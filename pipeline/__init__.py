"""The steps in their order: process, rebuild, nightly, verify, export. No meaning of its own."""
