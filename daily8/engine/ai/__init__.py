"""Models that write and speak, behind one port each; the program works without any of them."""

from daily8.engine.ai.errors import Kind, ModelError
from daily8.engine.ai.port import Chat, Message, Reply, Role, Speech, Spoken
from daily8.engine.ai.prices import Price

__all__ = ["Chat", "Kind", "Message", "ModelError", "Price", "Reply", "Role", "Speech", "Spoken"]
