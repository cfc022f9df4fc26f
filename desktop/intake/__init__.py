"""The shared folder: what was handed in, when it is finished, and its way into the archive."""
