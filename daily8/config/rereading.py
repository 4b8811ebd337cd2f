"""When articles are read again."""

from daily8.config.env import Environment


def read_again(environment: Environment) -> tuple[float, ...]:
    """Return the hours after its publication at which an article is read again, in their order."""
    return environment.numbers(
        "DAILY8_READ_AGAIN",
        "1, 6, 24",
        "Hours after its publication at which an article is read again, for what its publisher changed;"
        " none means only when its feed says so.",
    )
