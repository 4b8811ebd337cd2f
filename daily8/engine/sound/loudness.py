"""Makes speech equally loud, as ITU-R BS.1770 measures it, whatever voice it comes from."""

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from daily8.engine.sound.sound import Samples, Sound

# What Apple asks of podcasts is -16 LUFS in stereo; one channel, which is heard from two loudspeakers, is 3 less.
TARGET = -19.0
# Below full, so that no decoder overshoots.
PEAK = 10 ** (-1.5 / 20)
# What is quieter is silence; to make noise as loud as speech helps nobody.
_SILENCE, _MOST_GAIN = -60.0, 30.0
_BLOCK_SECONDS, _OVERLAP = 0.4, 4
# Ten seconds: as numbers, sound takes forty times the room that it takes in a file.
_BLOCKS_AT_ONCE = 100
_GATE, _LOWER = -70.0, 10.0
# A peak is turned down within so many seconds before and after it.
_TURN_SECONDS = 0.005


def levelled(sound: Sound) -> Sound | None:
    """Return sound at the loudness that all is brought to, its peaks turned down; None where it is silence."""
    measured = loudness(sound)
    if measured < _SILENCE:
        return None
    gain = 10 ** (min(TARGET - measured, _MOST_GAIN) / 20)
    return Sound(_limited(sound.samples * np.float32(gain), sound.rate), sound.rate)


def loudness(sound: Sound) -> float:
    """Return how loud it is, in LUFS: blocks of silence do not count, nor those far quieter than the rest."""
    powers = _block_powers(sound)
    told = -0.691 + 10 * np.log10(np.maximum(powers, 1e-12))
    heard = told > _GATE
    if not heard.any():
        return float("-inf")
    mean = -0.691 + 10 * np.log10(powers[heard].mean())
    heard &= told > mean - _LOWER
    return float(-0.691 + 10 * np.log10(powers[heard].mean()))


def _block_powers(sound: Sound) -> npt.NDArray[np.float64]:
    """The mean squares of overlapping blocks as an ear weighs them, by Parseval's theorem."""
    size = round(_BLOCK_SECONDS * sound.rate)
    samples = np.pad(sound.samples, (0, max(0, size - len(sound.samples))))
    blocks = sliding_window_view(samples, size)[:: size // _OVERLAP]
    weights = _weights(size, sound.rate) / size**2
    # All frequencies but the first, and the last of an even size, stand for two.
    weights[1 : (size + 1) // 2] *= 2
    parts = range(0, len(blocks), _BLOCKS_AT_ONCE)
    spectra = (np.abs(np.fft.rfft(blocks[at : at + _BLOCKS_AT_ONCE], axis=1)) ** 2 for at in parts)
    return np.concatenate([spectrum @ weights for spectrum in spectra])


def _weights(size: int, rate: int) -> npt.NDArray[np.float64]:
    """How much of each frequency's power an ear hears: a high shelf for the head, and a high pass."""
    steps = 1j * np.fft.rfftfreq(size, 1 / rate)
    # The two analogue filters whose digital forms at 48 kHz the recommendation lists.
    shelf, shelf_quality, loud = 1681.97, 0.7071752, 10 ** (3.99984 / 20)
    place = steps / shelf
    middle = loud**0.4996667
    head = (loud * place**2 + middle * place / shelf_quality + 1) / (place**2 + place / shelf_quality + 1)
    low, low_quality = 38.13547, 0.5003270
    place = steps / low
    high_pass = place**2 / (place**2 + place / low_quality + 1)
    weighed: npt.NDArray[np.float64] = np.abs(head * high_pass) ** 2
    return weighed


def _limited(samples: Samples, rate: int) -> Samples:
    """Turn peaks down, smoothly, a moment before they come."""
    gains = np.minimum(1.0, PEAK / np.maximum(np.abs(samples), 1e-9))
    if gains.min() >= 1.0:
        return samples
    width = 2 * round(_TURN_SECONDS * rate) + 1
    lowest = sliding_window_view(np.pad(gains, width - 1, constant_values=1.0), width).min(axis=1)
    # The mean of what is at most the gain that is needed, over as wide a window, is at most that as well.
    sums = np.cumsum(np.concatenate([[0.0], lowest]))
    smooth = (sums[width:] - sums[:-width]) / width
    limited: Samples = (samples * smooth).astype(np.float32)
    return limited
