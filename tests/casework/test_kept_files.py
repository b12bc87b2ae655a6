"""Files of the web application lie sealed in the home."""

import pytest
from django.conf import settings

from casework.vault.files import FOLDER, content_of, keep
from zige.errors import HomeRefused


def test_what_is_kept_lies_sealed_and_comes_back() -> None:
    kept = keep(b"what was seen at the door")
    assert content_of(kept.digest) == b"what was seen at the door"
    stored = [path for path in (settings.HOME.path / FOLDER).rglob("*") if path.name == kept.digest]
    assert len(stored) == 1
    assert b"seen at the door" not in stored[0].read_bytes()


def test_an_altered_file_is_not_shown() -> None:
    kept = keep(b"an unaltered picture")
    (path,) = (path for path in (settings.HOME.path / FOLDER).rglob("*") if path.name == kept.digest)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(HomeRefused):
        content_of(kept.digest)


def test_the_same_content_is_kept_once() -> None:
    assert keep(b"twice the same") == keep(b"twice the same")
    assert keep(b"twice the same").digest != keep(b"not the same").digest
