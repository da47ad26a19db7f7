"""The pretend world of `councilwatch demo`: a council, a newspaper and their papers, all invented, on loopback."""
