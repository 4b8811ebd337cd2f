"""What an operator chooses about figures and logs."""

from daily8.config.env import Environment, Network


def watching(environment: Environment) -> tuple[tuple[Network, ...], str, bool]:
    """Return whose programs may read the figures, the token that lets any, and whether requests are logged."""
    networks = environment.networks(
        "DAILY8_METRICS",
        "127.0.0.0/8, ::1/128",
        "Networks from which /metrics may be read, but not through a proxy.",
    )
    token = environment.secret(
        "DAILY8_METRICS_TOKEN", "", "Token that lets its bearer read /metrics from anywhere; empty means nobody."
    )
    logged = environment.boolean("DAILY8_ACCESS_LOG", "False", "Log a line for each request.")
    return networks, token, logged
