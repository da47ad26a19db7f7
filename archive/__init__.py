"""Keep: captures, papers, versions and the text of every page. The single source of truth."""
