"""Pure page parsers: bytes in, records out. No Scrapy, no clock, no disk."""
