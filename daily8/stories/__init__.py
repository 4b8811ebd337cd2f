"""Stories: the articles of many publishers that report one event."""
