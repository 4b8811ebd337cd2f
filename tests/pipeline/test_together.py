import asyncio

import pytest

from daily8.pipeline.together import Together


def ask_all(answer, questions, *, most=10):
    """Ask all questions at the same moment; return the answers, errors among them."""

    async def ask():
        together = Together(answer, most=most)
        try:
            return await asyncio.gather(*map(together.ask, questions), return_exceptions=True)
        finally:
            together.close()

    return asyncio.run(ask())


def test_questions_that_come_together_are_answered_together():
    batches = []

    def answer(questions):
        batches.append(list(questions))
        return [2 * question for question in questions]

    assert ask_all(answer, range(5), most=3) == [0, 2, 4, 6, 8]
    assert batches == [[0, 1, 2], [3, 4]]


def test_one_bad_question_takes_no_other_answer_away():
    def answer(questions):
        return [10 // question for question in questions]

    first, bad, last = ask_all(answer, [1, 0, 5])

    assert (first, last) == (10, 2)
    assert isinstance(bad, ZeroDivisionError)


def test_a_question_that_comes_later_is_answered_too():
    async def ask():
        together = Together(lambda questions: list(questions), most=4)
        answers = [await together.ask("first"), await together.ask("second")]
        together.close()
        return answers

    assert asyncio.run(ask()) == ["first", "second"]


def test_whoever_stops_waiting_does_not_stop_the_others():
    async def ask():
        together = Together(lambda questions: [question.upper() for question in questions], most=4)
        leaving = asyncio.create_task(together.ask("leaving"))
        staying = asyncio.create_task(together.ask("staying"))
        await asyncio.sleep(0)
        leaving.cancel()
        answer = await staying
        with pytest.raises(asyncio.CancelledError):
            await leaving
        together.close()
        return answer

    assert asyncio.run(ask()) == "STAYING"
