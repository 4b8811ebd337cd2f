"""Models that write and speak, behind one port each; the program works without any of them."""

from daily8.engine.ai.chat import EndpointChat
from daily8.engine.ai.endpoint import Endpoint
from daily8.engine.ai.errors import Kind, ModelError
from daily8.engine.ai.fences import Source
from daily8.engine.ai.finding import objects_so_far
from daily8.engine.ai.permits import Permit
from daily8.engine.ai.port import Chat, Form, Message, Reply, Role, Speech, Spoken
from daily8.engine.ai.prices import Price
from daily8.engine.ai.prompts import Prompt, Turn
from daily8.engine.ai.speech import EndpointSpeech

__all__ = [
    "Chat",
    "Endpoint",
    "EndpointChat",
    "EndpointSpeech",
    "Form",
    "Kind",
    "Message",
    "ModelError",
    "Permit",
    "Price",
    "Prompt",
    "Reply",
    "Role",
    "Source",
    "Speech",
    "Spoken",
    "Turn",
    "objects_so_far",
]
