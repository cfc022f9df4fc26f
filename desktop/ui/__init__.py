"""The window: inbox, desk and dialogs. Qt stands only here; what a person does goes through ``desktop.review``."""
