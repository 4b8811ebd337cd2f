import pytest
from click.testing import CliRunner

from daily8 import cli
from daily8.articles.models import Article, Stage
from daily8.engine.words.queries import parse
from daily8.search import finding, memory
from daily8.search.places import pk_of

pytestmark = pytest.mark.django_db(transaction=True)


def found(typed: str) -> list[int]:
    memory.forget()
    return [pk_of(hit.place) for hit in finding.find(parse(typed)).hits if hit.exact]


def test_the_index_is_made_anew_of_what_articles_say_now(findable):
    article = findable("Storm on the coast")
    Article.objects.update(title="Calm on the coast")
    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", "index"])

    assert done.output.strip() == "1 article can be found anew"
    assert found("calm") == [article.pk]
    assert Article.objects.get().stage == Stage.PUBLISHED


@pytest.mark.parametrize("step", ["index", "group"])
def test_a_day_makes_no_sense_for_what_is_done_for_all(findable, step):
    done = CliRunner().invoke(cli.daily8, ["reprocess", "--step", step, "--since", "2026-11-01"])

    assert done.exit_code == 2
    assert f"{step} is done anew for all together" in done.output
