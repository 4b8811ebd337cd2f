"""Pages without pictures, for those who count their bytes."""

ANSWERS = ("yes", "no")


def shows_pictures(chosen: str, save_data: str) -> bool:
    """Return the reader's choice (the cookie `pictures`), without one what the browser asks for (Save-Data)."""
    if chosen in ANSWERS:
        return chosen == "yes"
    return save_data.strip().lower() != "on"
