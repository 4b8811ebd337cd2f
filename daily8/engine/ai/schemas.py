"""The JSON schema of a shape, in the dialect that every server's structured answers understand."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

# Longer or shorter texts are refused afterwards: some servers refuse a schema that says so.
_LEFT_OUT = frozenset({"title", "description", "default", "minLength", "maxLength", "$defs"})


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a shape without references, every property required and none besides."""
    whole = shape.model_json_schema()
    plain = _plain(whole, whole.get("$defs", {}))
    if not isinstance(plain, dict):
        raise TypeError(f"{shape.__name__} is not an object")
    return plain


def _plain(part: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(part, list):
        return [_plain(one, definitions) for one in part]
    if not isinstance(part, Mapping):
        return part
    if reference := part.get("$ref"):
        return _plain(definitions[str(reference).rpartition("/")[2]], definitions)
    kept = {name: value for name, value in part.items() if name not in _LEFT_OUT}
    if properties := kept.pop("properties", None):
        # By name, since a property may be called "title" as well.
        kept["properties"] = {name: _plain(value, definitions) for name, value in properties.items()}
    plain = {name: value if name == "properties" else _plain(value, definitions) for name, value in kept.items()}
    return {**plain, "required": list(properties), "additionalProperties": False} if properties else plain
