"""Signing in: password, then a code or a passkey, and only then a session that pages accept.

pending.py          who has given the right password and not yet the second factor
second_factor.py    authenticators, codes, passkeys, recovery codes: what is used of django-allauth
completing.py       the one place that signs somebody in
confirmation.py     the password once more, before second factors change
session_limits.py   when a session ends
lockout.py          what too many wrong tries lead to (django-axes)
"""
