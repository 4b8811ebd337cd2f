"""A real model is asked everything once: what it read, what it wrote, and what that took.

make bench-ai
python -m bench.ai_model [ABILITY ...]
"""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.llama import LlamaMissing, running_llama
from daily8.engine.ai import EndpointChat, ModelError, Prompt, Reply, Source, prompts
from daily8.engine.language.sentences import sentences

_DEADLINE_SECONDS = 180
_LONGEST_SHOWN = 1_500

# Our own words about a flood that never was.
HARBOUR = """
The harbour town of Larne was flooded on Monday night after a storm broke through its old sea wall.
Three people died and 41 were taken to hospital, the mayor, Aoife Brennan, said on Tuesday.
About 1,200 people spent the night in two schools.
The wall was built in 1923 and was to be replaced next year.
"We had warned of this for ten years," said Tom Ridley, an engineer who inspected it in March.
The government promised 2.5 million pounds for repairs.
Trains to the town will not run before Friday.
The storm has now moved north and has lost most of its force.
"""
COUNCIL = """
Larne's council met on Tuesday to count the damage of Monday's flood.
Two people are confirmed dead and one is still missing, a spokesman for the police said.
The council had put off the new sea wall twice to save money, minutes of its meetings show.
Aoife Brennan, who has been mayor since 2021, said she would not resign.
Schools in the town stay closed this week.
"""
ARABIC = """
غمرت المياه مدينة لارن الساحلية ليل الاثنين بعد أن حطمت عاصفة جدارها البحري القديم.
وقالت رئيسة البلدية إن ثلاثة أشخاص لقوا حتفهم ونُقل 41 آخرون إلى المستشفى.
ولن تسير القطارات إلى المدينة قبل يوم الجمعة.
"""


def _source(text: str, title: str, publisher: str) -> Source:
    return Source([one.text for one in sentences(text)], title=title, publisher=publisher, day="2026-03-03")


ONE = _source(HARBOUR, "Three dead as storm breaks sea wall of Larne", "The Harbour Post")
TWO = _source(COUNCIL, "Larne council faces questions over sea wall", "Northern Echo")
OTHER = _source(ARABIC, "ثلاثة قتلى في فيضان لارن", "صوت الشمال")

ABILITIES: dict[str, Callable[[], Prompt]] = {
    "summary": lambda: prompts.summary(ONE, language="en"),
    "summary_ar": lambda: prompts.summary(OTHER, language="ar"),
    "brief": lambda: prompts.brief([ONE, TWO], language="en"),
    "explain": lambda: prompts.explain(["Aoife Brennan", "Tom Ridley", "Larne"], [ONE, TWO], language="en"),
    "answer": lambda: prompts.answer("How many people died?", [ONE, TWO], language="en"),
    "answer_not_said": lambda: prompts.answer("Who won the football match?", [ONE], language="en"),
    "translate": lambda: prompts.translate(ONE.sentences[:3], language="ar", original="en"),
    "compare": lambda: prompts.compare([ONE, TWO], language="en"),
}


@dataclass(frozen=True)
class Transcript:
    """What one ability asked and got."""

    ability: str
    prompt: Prompt
    reply: Reply | None
    error: ModelError | None
    first_word_seconds: float


def transcripts(chat: EndpointChat, abilities: list[str]) -> list[Transcript]:
    """Ask one after the other, as the worker does."""
    return [_asked(chat, ability, ABILITIES[ability]()) for ability in abilities]


def measure(abilities: list[str] | None = None) -> dict[str, float]:
    """Return how many answers came in their shape, and what they took; print each."""
    with running_llama() as endpoint:
        found = transcripts(EndpointChat(endpoint), abilities or list(ABILITIES))
    for one in found:
        _show(one)
    replies = [one.reply for one in found if one.reply]
    written, seconds = (sum(values) for values in zip(*((r.tokens_out, r.seconds) for r in replies), strict=True))
    return {
        "ai_model_in_shape": len(replies) / len(found),
        "ai_model_attempts": sum(reply.attempts for reply in replies) / len(replies),
        "ai_model_tokens_a_second": written / seconds,
    }


def _asked(chat: EndpointChat, ability: str, prompt: Prompt) -> Transcript:
    began = time.monotonic()
    first: list[float] = []

    async def ask() -> Reply:
        return await chat.ask(
            prompt.messages,
            shape=prompt.shape,
            most_tokens=prompt.most_tokens,
            deadline_seconds=_DEADLINE_SECONDS,
            on_text=lambda _: first.append(time.monotonic() - began),
        )

    try:
        reply, error = asyncio.run(ask()), None
    except ModelError as raised:
        reply, error = None, raised
    return Transcript(ability, prompt, reply, error, first[0] if first else 0.0)


def _show(one: Transcript) -> None:
    print(f"\n==== {one.ability}")
    for message in one.prompt.messages:
        print(f"-- {message.role}\n{message.content}")
    cost = one.reply or one.error
    print(
        f"-- answer: {cost.tokens_in} tokens in, {cost.tokens_out} out, {cost.attempts} attempts, "
        f"first word after {one.first_word_seconds:.1f} s, all after {cost.seconds:.1f} s"
    )
    print(
        one.reply.parsed.model_dump_json(indent=1)[:_LONGEST_SHOWN]
        if one.reply
        else f"{one.error.kind}: {one.error}"
    )


def main(abilities: list[str]) -> int:
    """Print every transcript, and the figures."""
    try:
        figures = measure(abilities)
    except LlamaMissing as error:
        print(error, file=sys.stderr)
        return 1
    print()
    for name, value in figures.items():
        print(f"   {name:<36} {value:>10.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
