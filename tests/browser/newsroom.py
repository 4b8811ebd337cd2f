"""The small world with an operator: `python newsroom.py <address of pictures>`."""

import world  # noqa: F401  (fills the database)

from daily8.accounts.models import User

operator = User(username="samia", email="samia@daily.example")
operator.set_password("sails-by-the-quay")
operator.save()
operator.make_operator()
