"""What an operator chooses about programs that read the site."""

from daily8.config.env import Environment


def rates(environment: Environment) -> tuple[int, int]:
    """Return how many requests a minute programs may make, without a token and with one."""
    without = environment.integer(
        "DAILY8_API_RATE",
        "60",
        "Requests a minute that one network may make of the API without a token.",
        least=1,
        most=1_000_000,
    )
    with_token = environment.integer(
        "DAILY8_API_RATE_WITH_TOKEN",
        "600",
        "Requests a minute that may be made of the API with one token.",
        least=1,
        most=1_000_000,
    )
    return without, with_token
