"""Collect: Scrapy spiders and pure page parsers. The only room that fetches."""
