"""Fields that name a person, sealed in the database and found again by a keyed digest.

    seal, unseal   text to ciphertext and back, for whole columns at a time
    blind          16 bytes by which an exact value is found without opening any

ciphers.py says how, sealing.py under which key, fields.py is the field of a model. `purpose` names what a value is, as
`person.number`; what is sealed for one purpose does not open for another, and digests of two cannot be compared.
"""

from casework.vault.blinding import blind
from casework.vault.sealing import seal, unseal

__all__ = ["blind", "seal", "unseal"]
