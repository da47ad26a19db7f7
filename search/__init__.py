"""Find: one engine contract, our own query type, Whoosh behind it."""
