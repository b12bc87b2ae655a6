"""The developers' generator of reference pages; nothing of it is needed to run Zige."""
