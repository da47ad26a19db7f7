"""The shared words: record types, source rows, topic packs and errors. Imports none of our rooms, touches nothing."""
