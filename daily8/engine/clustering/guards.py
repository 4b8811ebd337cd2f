"""What holds whatever the scores say, so that a weight which is off costs stories and never makes one of all."""

import numpy as np

from daily8.engine.clustering.scoring import Fit
from daily8.engine.clustering.stories import Story
from daily8.engine.clustering.window import Probe, Window

# Less alike than that is no report of the event, whatever else speaks for it.
_LEAST_MEANING, _LEAST_WORDING = 0.15, 0.08
# From so many articles on a story asks for more, and for more again with each doubling.
_LARGE, _MORE_EACH_DOUBLING = 256, 0.05
# A large story takes no more once it holds this share of the window.
_MOST_SHARE = 0.15
# A story that one publisher alone reports takes so many articles, and none that is worded as one of another day:
# that is how weather, horoscopes and prayer times look.
_MOST_ALONE, _OTHER_DAY, _TEMPLATE, _SAME_TEXT = 5, 0.5, 0.25, 0.98
_SAMPLE = 32


def unlike(probe: Probe, fit: Fit) -> bool:
    """Return whether an article is too little like a story to be its report."""
    told = probe.vector is not None and fit.story.vectors > 0
    return fit.wording < _LEAST_WORDING and (not told or fit.meaning < _LEAST_MEANING)


def closed(window: Window, probe: Probe, fit: Fit) -> bool:
    """Return whether a story takes no such article, however well it fits."""
    return too_large(window, len(fit.story.rows)) or _template(window, probe, fit)


def demanded(size: int) -> float:
    """Return how much more than others a story of this size asks for."""
    return _MORE_EACH_DOUBLING * max(0.0, float(np.log2(size / _LARGE)))


def too_large(window: Window, size: int) -> bool:
    """Return whether a story of this size takes no more."""
    return size >= _LARGE and size > _MOST_SHARE * len(window)


def one_publisher(window: Window, first: Story, second: Story) -> bool:
    """Return whether two stories are of one and the same publisher alone, and too many to be one."""
    publishers = {_alone(window, first), _alone(window, second)}
    return len(publishers) == 1 and 0 not in publishers and len(first.rows) + len(second.rows) > _MOST_ALONE


def _template(window: Window, probe: Probe, fit: Fit) -> bool:
    if not probe.publisher or probe.publisher != _alone(window, fit.story) or fit.wording >= _SAME_TEXT:
        return False
    return len(fit.story.rows) >= _MOST_ALONE or (fit.days > _OTHER_DAY and fit.wording > _TEMPLATE)


def _alone(window: Window, story: Story) -> int:
    """Return the publisher that alone reports a story; 0 where there are several, or one is not known."""
    publishers = window.publisher[story.rows[-_SAMPLE:]]
    return int(publishers[0]) if (publishers == publishers[0]).all() else 0
