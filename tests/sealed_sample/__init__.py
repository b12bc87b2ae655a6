"""An app of one table, to try sealed fields on."""
