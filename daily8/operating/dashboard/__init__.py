"""The first page of the admin: how the site does, at one look."""
