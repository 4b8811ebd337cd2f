"""Sound as numbers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of sound: numbers from -1 to 1, so many (`rate`) a second."""

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    def followed_by_silence(self, seconds: float) -> "Sound":
        """Return it with a pause behind it."""
        pause = np.zeros(round(seconds * self.rate), dtype=np.float32)
        return Sound(np.concatenate([self.samples, pause]), self.rate)
