"""Web push: short sealed messages to browsers, by way of the push services that their makers run."""

from daily8.engine.push.sending import Delayed, Gone, PushError, Refused, send
from daily8.engine.push.signing import Signer
from daily8.engine.push.subscriptions import Subscription, SubscriptionError, subscription

__all__ = [
    "Delayed",
    "Gone",
    "PushError",
    "Refused",
    "Signer",
    "Subscription",
    "SubscriptionError",
    "send",
    "subscription",
]
