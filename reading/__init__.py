"""Read: a paper's bytes into its text, page by page, in a child process."""
