"""read: a paper's bytes become its text page by page and its tables as rows, in a child process with limits."""
