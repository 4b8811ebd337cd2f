"""What an operator chooses about the podcast."""

from daily8.config.env import Environment


def podcast(environment: Environment) -> tuple[int, str]:
    """Return for how many days episodes are kept, and whose address directories of podcasts verify."""
    days = environment.integer(
        "DAILY8_PODCAST_DAYS",
        "30",
        "Days that the daily eight is kept as it was read aloud; 0 means no podcast.",
        least=0,
        most=36500,
    )
    owner = environment.mailbox(
        "DAILY8_PODCAST_OWNER",
        "",
        "E-mail address by which directories verify whose podcast it is; all can read it in the feed.",
    )
    return days, owner
