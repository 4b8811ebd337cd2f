"""The pictures of the demo, each drawn once and then kept."""

import io
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from daily8.demo import pictures


class Gallery:
    """Pictures in a folder; a picture that is not there is drawn when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawing = Lock()

    def picture(self, scene: str, seed: str) -> bytes:
        """Return the JPEG of a scene."""
        path = self._folder / f"{scene}-{blake2b(seed.encode(), digest_size=8).hexdigest()}.jpg"
        # One at a time: a page full of new pictures must not take every core from the rest of the demo.
        with self._drawing:
            if not path.exists():
                self._draw(scene, seed, path)
        return path.read_bytes()

    def _draw(self, scene: str, seed: str, path: Path) -> None:
        made = io.BytesIO()
        pictures.draw(scene, seed).save(made, "JPEG", quality=88)
        self._folder.mkdir(parents=True, exist_ok=True)
        # Under another name until it is whole, so that nobody ever keeps half a picture.
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(made.getvalue())
        unfinished.replace(path)
