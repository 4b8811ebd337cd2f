"""Writes the page of all settings from the settings themselves."""

from daily8.config import settings
from daily8.config.env import Environment, Setting

HEADER = """# Settings

Every setting is an environment variable. With none set, daily8 runs. A wrong value, or a name that begins with
`DAILY8_` and is none of these, stops it at the start with a word on what to write.

This page is made by `make docs` from `daily8/config/settings.py`.

| variable | default | what it is |
| --- | --- | --- |
"""


def page(environment: Environment) -> str:
    """Return the page as Markdown."""
    return HEADER + "".join(map(_row, environment.settings.values()))


def _row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "(empty)"
    return f"| `{setting.name}` | {default} | {setting.help} |\n"


def main() -> None:
    """Print the page."""
    print(page(settings.environment), end="")


if __name__ == "__main__":
    main()
