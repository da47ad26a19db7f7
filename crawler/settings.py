"""Scrapy's settings for a crawl: our own name, robots obeyed, one request at a time, no cookies, no telnet."""

from typing import Any

from crawler.task import Options

NAME = "councilwatch"  # what robots.txt may call us
VERSION = "0.1"
_LARGEST = 300 * 1024 * 1024  # bytes: larger than any pack seen
# A slot without a delay would not wait for Retry-After either.
_SMALLEST_DELAY = 0.001


def user_agent(contact: str | None) -> str:
    """Our name and who answers for it. No library's token: a Senedd 403 came of that word alone."""
    return f"{NAME}/{VERSION} (+{contact})" if contact else f"{NAME}/{VERSION}"


def scrapy_settings(options: Options) -> dict[str, Any]:
    """The settings of every source's crawler.

    Each source has a crawler of its own and asks one thing at a time, so hosts run side by side and a slow one delays
    no other. Scrapy runs on asyncio alone: Twisted's reactor can be started once in a process, and a nightly run or a
    test crawls more often. Downloads are then aiohttp's, which Scrapy's adapter calls experimental and aiohttp is not.
    """
    return {
        "TWISTED_REACTOR_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "USER_AGENT": user_agent(options.contact),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.9,cy;q=0.8",
        },
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": NAME,
        "CONCURRENT_REQUESTS": 4,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": max(options.delay, _SMALLEST_DELAY),
        "DOWNLOAD_DELAY_JITTER": 0,  # a delay that was promised is kept
        "DOWNLOAD_TIMEOUT": options.timeout,
        "DOWNLOAD_MAXSIZE": _LARGEST,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": 2,
        "RETRY_EXCEPTIONS": [  # those of our handler; the default list loads Twisted's HTTP client to name its own
            "scrapy.exceptions.CannotResolveHostError",
            "scrapy.exceptions.DownloadConnectionRefusedError",
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.DownloadTimeoutError",
            "scrapy.exceptions.ResponseDataLossError",
            OSError,
        ],
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        "METAREFRESH_ENABLED": False,
        "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), "crawler.downloads.SharedTls"),
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 640,
            "crawler.robots.Robots": 100,
            "crawler.manners.Patience": 550,
            "crawler.manners.OnSite": 600,
            # Nearer to the network than whatever retries, redirects or reads, farther than what decompresses.
            "crawler.keep.Keep": 620,
        },
    }
