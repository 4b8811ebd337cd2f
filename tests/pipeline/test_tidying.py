"""The worker deletes what is over, while the site runs."""

import asyncio
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from daily8.pipeline.tidying import Tidying


def test_sessions_that_are_over_are_deleted_by_the_worker(transactional_db):
    now = timezone.now()
    for number in range(3):
        Session.objects.create(session_key=f"over-{number}", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="living", session_data="", expire_date=now + timedelta(days=1))

    async def look() -> None:
        tidying = Tidying()
        assert await tidying.look() == 0
        await tidying._database.close()

    asyncio.run(look())

    assert [session.pk for session in Session.objects.all()] == ["living"]
