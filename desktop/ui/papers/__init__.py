"""Paper from the window: letters, sheets and batches with preview, printing, the office's settings and templates."""
