"""Data kept safe, in the window: backups, checks, restoring and salvage, and work shared with colleagues."""
