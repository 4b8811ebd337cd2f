from daily8.stories.inheriting import inherit


def test_a_story_that_stays_as_it_was_keeps_its_address():
    kept = inherit({1: "flood", 2: "flood", 3: "vote"}, {1: "x", 2: "x", 3: "y"})

    assert kept.heirs == {"x": "flood", "y": "vote"}
    assert kept.absorbed == {}


def test_of_two_stories_that_become_one_the_larger_gives_its_address_and_the_other_leads_there():
    kept = inherit({1: "small", 2: "large", 3: "large"}, {1: "x", 2: "x", 3: "x"})

    assert kept.heirs == {"x": "large"}
    assert kept.absorbed == {"small": "x"}


def test_of_a_story_that_becomes_two_the_larger_part_keeps_the_address():
    kept = inherit({1: "flood", 2: "flood", 3: "flood"}, {1: "x", 2: "y", 3: "y"})

    assert kept.heirs == {"y": "flood"}
    assert kept.absorbed == {}


def test_a_story_whose_larger_part_went_elsewhere_keeps_its_address_with_the_rest():
    old = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b", 6: "b", 7: "b"}
    new = {1: "x", 2: "x", 3: "y", 4: "x", 5: "x", 6: "x", 7: "x"}

    kept = inherit(old, new)

    assert kept.heirs == {"x": "b", "y": "a"}
    assert kept.absorbed == {}


def test_articles_that_were_in_no_story_begin_one():
    kept = inherit({}, {1: "x"})

    assert kept.heirs == {}
    assert kept.absorbed == {}


def test_a_story_whose_articles_are_gone_is_given_to_nobody():
    kept = inherit({1: "gone", 2: "kept"}, {2: "x"})

    assert kept.heirs == {"x": "kept"}
    assert kept.absorbed == {}
