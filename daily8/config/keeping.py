"""For how long articles are kept."""

from daily8.config.env import Environment


def keep_days(environment: Environment) -> int:
    """Return for how many days articles are kept where no operator set it otherwise; 0 for ever."""
    return environment.integer(
        "DAILY8_KEEP_DAYS",
        "0",
        "Days after which an article goes, where its publisher is not set otherwise in the admin; 0 means never,"
        " and fewer than 14 count as 14.",
        least=0,
        most=36500,
    )
