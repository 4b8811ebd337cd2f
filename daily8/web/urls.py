"""The pages under /<language>/."""

from django.urls import path, re_path

from daily8.web.pwa import views as app
from daily8.web.views import (
    about,
    alerts,
    article,
    assistant,
    category,
    comment_forms,
    comments,
    devices,
    feeds,
    following,
    for_you,
    front,
    guests,
    hashtag,
    kept,
    latest,
    moderation,
    muting,
    reading,
    search,
    source,
    sources,
    speech,
    story,
    story_news,
    styleguide,
)

# Letters, digits and _ of any script: what a hashtag is written with.
_SLUG = r"(?P<slug>\w{1,200})"
# One thing that the assistant tells of an article or a story; the card asks for the part without the page.
_AI = r"(?P<key>[0-9a-f]{32})/(?P<ability>[a-z]+)(?P<part>/part)?"
_SUBJECT = r"(?P<subject>article|story)"
_COMMENT = r"(?P<pk>[0-9]{1,18})"
_DEED = r"(?P<deed>reply|edit|remove|vote|report|appeal)"

urlpatterns = [
    path("", front.show, name="front"),
    path("latest", latest.show, name="latest"),
    path("category/<slug:category_id>", category.show, name="category"),
    path("source/<str:domain>", source.show, name="source"),
    path("sources", sources.show, name="sources"),
    re_path(r"^article/(?P<key>[0-9a-f]{32})$", article.show, name="article"),
    re_path(r"^story/(?P<key>[0-9a-f]{32})$", story.show, name="story"),
    # Before what the assistant tells, which would take the word for an ability.
    re_path(r"^story/(?P<key>[0-9a-f]{32})/new$", story_news.show, name="story-news"),
    # Before what the assistant tells, which would take the word for an ability.
    re_path(rf"^{_SUBJECT}/(?P<key>[0-9a-f]{{32}})/comments/count$", comments.count, name="comments-count"),
    re_path(rf"^{_SUBJECT}/(?P<key>[0-9a-f]{{32}})/comments/close$", comments.close, name="comments-close"),
    re_path(rf"^{_SUBJECT}/(?P<key>[0-9a-f]{{32}})/comments/enter$", comments.enter, name="comments-enter"),
    re_path(r"^article/(?P<key>[0-9a-f]{32})/comments$", comments.of, {"subject": "article"}, "article-comments"),
    re_path(r"^story/(?P<key>[0-9a-f]{32})/comments$", comments.of, {"subject": "story"}, "story-comments"),
    re_path(rf"^{_SUBJECT}/(?P<key>[0-9a-f]{{32}})/comments/guest$", guests.write, name="comments-guest"),
    re_path(r"^guest/(?P<key>[0-9A-Za-z]{32})$", guests.answer, name="guest-comment"),
    re_path(rf"^comment/{_COMMENT}$", comments.thread, name="comment"),
    re_path(rf"^comment/{_COMMENT}/{_DEED}$", comment_forms.act, name="comment-act"),
    re_path(rf"^article/{_AI}$", assistant.of_article, name="article-ai"),
    re_path(rf"^story/{_AI}$", assistant.of_story, name="story-ai"),
    path("moderation", moderation.queue, name="moderation"),
    path("moderation/decide", moderation.decide, name="moderation-decide"),
    path("moderation/undo", moderation.undo, name="moderation-undo"),
    path("moderation/log", moderation.log, name="moderation-log"),
    path("moderation/words", moderation.words, name="moderation-words"),
    re_path(r"^moderation/reader/(?P<pk>[0-9]{1,18})$", moderation.reader, name="moderation-reader"),
    re_path(r"^ask(?P<part>/part)?$", assistant.ask, name="ask"),
    re_path(r"^speech/(?P<key>[0-9a-f]{32})/(?P<number>[0-9]{1,4})$", speech.show, name="speech"),
    path("quality", assistant.show_quality, name="quality"),
    re_path(rf"^hashtag/{_SLUG}$", hashtag.show, name="hashtag"),
    path("feeds", feeds.show, name="feeds"),
    path("reading", reading.show, name="reading"),
    path("reading/kept", kept.synchronise, name="kept"),
    path("save", kept.keep, name="save"),
    path("following", following.show, name="following"),
    path("for-you", for_you.show, name="for-you"),
    path("following/feed", following.feed, name="own-feed"),
    path("follow", following.follow, name="follow"),
    path("alerts", alerts.show, name="alerts"),
    path("alerts/choose", alerts.choose, name="alerts-choose"),
    path("alerts/devices", devices.add, name="alerts-devices"),
    path("alerts/devices/<int:pk>/remove", devices.remove, name="alerts-device"),
    path("alerts/renew", devices.renew, name="alerts-renew"),
    path("alerts/try", devices.attempt, name="alerts-try"),
    path("alerts/stop/<str:token>", alerts.stop, name="alerts-stop"),
    path("muted", muting.show, name="muted"),
    path("mute", muting.mute, name="mute"),
    path("keys", reading.keys, name="keys"),
    path("search", search.show, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
    path("styleguide", styleguide.show, name="styleguide"),
    path("about", about.show, name="about"),
    path("manifest.webmanifest", app.show_manifest, name="manifest"),
    path("offline", app.offline, name="offline"),
    path("share", app.share, name="share"),
]
