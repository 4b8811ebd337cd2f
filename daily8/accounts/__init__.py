"""People with an account: operators now, readers and moderators by the same table."""
