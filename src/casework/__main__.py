"""`python -m casework …`: Django's own commands for developers (makemigrations, shell), on the home of ZIGE_HOME."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.config.settings")
execute_from_command_line(sys.argv)
