"""The daily eight: chosen by a formula over what is known of a day, kept so that any day can be chosen again."""
