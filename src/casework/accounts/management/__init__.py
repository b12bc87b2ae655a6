"""Django's commands of this app; `zige` calls them once the home is known."""
