"""One report held against its own earlier years and against its neighbours."""
