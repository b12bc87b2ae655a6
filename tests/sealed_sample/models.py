"""A person with a number and perhaps a phone."""

from django.db import models

from casework.vault.fields import SealedText


class Sample(models.Model):
    """One row."""

    number = SealedText(purpose="sample.number")
    phone = SealedText(purpose="sample.phone", null=True)
