"""Every address and command of the site, by what of publishers' words it gives away."""

# What gives away words of articles, or could: each is read by the test of rights.
OUTPUTS = {
    # Pages
    "front", "latest", "category", "source", "hashtag", "story", "story-news", "article", "article-changes",
    "search", "suggest",
    "article-ai", "story-ai", "ask", "daily", "weekly", "daily-edition", "weekly-edition", "daily-ballot",
    "weekly-ballot", "edition-archive", "edition-month", "podcast", "transcript", "newsletter-letter",
    "article-comments", "story-comments", "sources",
    # Pages of who is signed in
    "for-you", "following", "following-list", "reading", "alerts", "mute", "account_export", "follow",
    # Feeds, sitemaps and files
    "front_feed", "latest_feed", "category_feed", "source_feed", "hashtag_feed", "former_hashtag_feed",
    "search_feed", "story_feed", "edition_feed", "following_feed", "comments_feed", "podcast-feed", "episode-file",
    "sitemap_index", "sitemap", "sitemap_part", "news_sitemap", "robots", "llms",
    # Apps and agents
    "mcp", "reader-all", "reader-stream", "reader-atom", "reader-ids", "reader-items", "reader-subscriptions",
    "reader-export", "reader-unread", "reader-tags",
    # The API
    "api-list_articles", "api-read_article", "api-list_edits", "api-list_stories", "api-read_story", "api-search",
    "api-list_editions", "api-read_edition", "api-list_saved", "api-list_history", "api-list_following",
    "api-sum_up_article", "api-sum_up_story", "api-tell_timeline", "api-list_hashtags", "api-read_hashtag",
    "api-list_publishers", "api-read_publisher", "api-list_comments",
    "api-ask",
    # What is carried out of the house
    "letter", "push", "call",
}  # fmt: skip

# What gives away none, and why.
NOTHING = {
    "leads on, or says nothing of articles": {
        "root", "theme", "service_worker", "manifest", "offline", "share", "styleguide", "keys", "about", "feeds",
        "quality", "newsletter", "newsletter-own", "newsletter-stop", "muted", "alerts-choose", "alerts-devices",
        "alerts-stop", "comments-count", "api-document", "api-docs", "api-docs-file", "api-list_categories",
        "api-read_me", "reader", "reader-check", "reader-login", "reader-token", "reader-user",
    },
    "takes something, and leads back or says that it is done": {
        "take-list", "own-feed", "save", "kept", "alerts-device", "alerts-renew", "alerts-try", "comments-close",
        "comments-enter", "comments-guest", "guest-comment", "comment", "comment-act", "ban", "reader-edit",
        "reader-add", "reader-import", "reader-rename", "reader-disable", "reader-edit-tag", "reader-mark-all",
        "api-hand_in", "api-hand_in_many", "api-follow", "api-unfollow", "api-save", "api-unsave", "api-mark_read",
        "api-forget", "api-write_comment", "websub",
    },
    "pages of moderators, who see comments": {
        "moderation", "moderation-decide", "moderation-undo", "moderation-ban", "moderation-log",
        "moderation-words", "moderation-reader",
    },
    "pages of operators, about the site": {"ai-costs", "site-settings", "site-branding"},
    "a picture, whose address is signed by pages that may show it": {"picture"},
    "the colours and the logo of the site": {"brand"},
    "sound of sentences that the page of the ability shows": {"speech"},
}  # fmt: skip
# How to get in and what an account is: `account_export` apart, nothing of articles.
DOORS = ("account", "mfa_", "socialaccount_", "openid_connect_")

# Commands that print words of articles print them for the operator, who has the database.
COMMANDS = {
    "corrections": "texts, for the operator, to try the grouping with",
    "mcp": "what agents are told: the same handlers as at /api/mcp",
    "tool": "what the operator gives it",
    "export": "all of it, for the operator; for others as rights let it be (tests/operating/test_exporting.py)",
    "backup": "all of it, in a file that its owner alone may read",
    **dict.fromkeys(
        (
            "up",
            "update",
            "worker",
            "dispatcher",
            "web",
            "sources",
            "operator",
            "reprocess",
            "edition",
            "returned",
            "demo",
            "migrate",
            "upgrade",
            "restore",
            "move",
            "doctor",
            "stats",
            "completion",
        ),
        "none",
    ),
}
# What is carried out of the house, by the kind of its row.
CARRIED = {"Mail": "letter", "Push": "push", "Call": "call"}
# Modules that write letters; those of articles are read by the test of rights.
LETTERS = {
    "daily8.newsletter.letters": "articles",
    "daily8.alerts.letters": "articles",
    "daily8.alerts.trying": "none",
    "daily8.accounts.adapters": "none",
    "daily8.commands.operator": "none",
    "daily8.comments.guests": "the comment",
    "daily8.newsletter.subscribing": "none",
}
