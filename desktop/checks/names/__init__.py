"""Bodies, places, titles and headings."""
