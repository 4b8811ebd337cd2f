"""Parsers that hang, eat memory or crash cost their own result and nothing else."""

import asyncio
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from daily8.engine.sandbox import Overrun, Refused, Sandbox, SandboxError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(preload="json", seconds=0.5, megabytes=128)
    yield sandbox
    sandbox.close()


def run(sandbox: Sandbox, function: str, *arguments):
    return asyncio.run(sandbox.run(function, *arguments))


def test_a_function_is_called_by_name_in_another_process(sandbox):
    assert run(sandbox, "json:loads", '{"a": [1, 2]}') == {"a": [1, 2]}
    assert run(sandbox, "os:getpid") != os.getpid()


def test_the_same_process_answers_again(sandbox):
    assert run(sandbox, "os:getpid") == run(sandbox, "os:getpid")


def test_a_parser_that_refuses_says_why(sandbox):
    with pytest.raises(Refused, match="Expecting value"):
        run(sandbox, "json:loads", "nonsense")


def test_a_parser_that_fails_is_named_with_its_fault(sandbox):
    with pytest.raises(SandboxError, match="TypeError") as failure:
        run(sandbox, "json:loads", None)

    assert not isinstance(failure.value, Refused | Overrun)


def test_a_parser_that_nests_too_deeply_is_refused(sandbox):
    with pytest.raises(Refused, match="nested too deeply"):
        run(sandbox, "json:loads", "[" * 100_000)


def test_a_parser_that_never_ends_is_ended(sandbox):
    with pytest.raises(Overrun, match=r"longer than 0\.5 seconds"):
        run(sandbox, "time:sleep", 60)

    assert run(sandbox, "json:loads", "1") == 1


def test_a_parser_that_is_busy_in_a_library_is_ended_too(sandbox):
    # One call of a C function, which looks at no signals while it works.
    with pytest.raises(Overrun, match="longer than"):
        run(sandbox, "re:fullmatch", "(a|aa)+$", "a" * 60 + "b")


def test_a_parser_that_eats_memory_is_ended(sandbox):
    with pytest.raises(Overrun, match="128 MB"):
        run(sandbox, "builtins:bytearray", 1_000_000_000)

    assert run(sandbox, "json:loads", "2") == 2


def test_a_parser_that_crashes_is_replaced(sandbox):
    before = run(sandbox, "os:getpid")
    with pytest.raises(Overrun, match="crashed"):
        run(sandbox, "os:abort")

    assert run(sandbox, "os:getpid") != before


def test_an_answer_that_cannot_be_sent_is_an_answer_too(sandbox):
    with pytest.raises(SandboxError):
        run(sandbox, "threading:Lock")

    assert run(sandbox, "json:loads", "3") == 3


def answers_with(monkeypatch, body: bytes) -> None:
    """Let the child of the next sandbox answer these bytes, as one that was taken over could."""
    monkeypatch.setattr(multiprocessing.connection.Connection, "recv_bytes", lambda *_: body)


class Exploit:
    """What a pickle can hold: a call, made by who reads it."""

    def __reduce__(self):
        return os.system, ("touch taken-over",)


@pytest.mark.parametrize("mark", [b"", b"done ", b"failed "])
def test_a_child_that_was_taken_over_can_only_tell_something_wrong(tmp_path, monkeypatch, mark):
    monkeypatch.chdir(tmp_path)
    sandbox = Sandbox(preload="json")
    with monkeypatch.context() as taken:
        answers_with(taken, mark + pickle.dumps(Exploit()))
        with pytest.raises(SandboxError):
            run(sandbox, "json:loads", "1")

    assert list(tmp_path.iterdir()) == []
    assert run(sandbox, "os:getpid") > 0
    sandbox.close()


def test_an_answer_of_another_type_ends_the_child_that_gave_it(sandbox):
    before = run_pid(sandbox)
    for function, value in (("json:loads", '"words"'), ("json:loads", "[1]"), ("os:getcwd", None)):
        with pytest.raises(SandboxError, match="another answer"):
            asyncio.run(sandbox.run(function, *filter(None, [value]), answer=int))

    assert asyncio.run(sandbox.run("json:loads", "7", answer=int)) == 7
    assert run_pid(sandbox) != before


def test_an_answer_that_is_too_long_is_not_read(monkeypatch):
    monkeypatch.setattr("daily8.engine.sandbox._MOST_BYTES", 1000)
    sandbox = Sandbox(preload="json")
    with pytest.raises(Overrun):
        run(sandbox, "json:dumps", "x" * 2000)

    assert run(sandbox, "json:loads", "8") == 8
    sandbox.close()


def test_a_child_that_heeds_no_alarm_is_ended_from_here(monkeypatch):
    sandbox = Sandbox(preload="json", seconds=0.1)
    before = run_pid(sandbox)
    monkeypatch.setattr("daily8.engine.sandbox._PATIENCE", 0.4)
    with pytest.raises(SandboxError):
        # Its own alarm is put off for good.
        run(
            sandbox, "builtins:exec", "import signal, time\nsignal.alarm(0)\nsignal.setitimer(0, 0)\ntime.sleep(3)"
        )

    monkeypatch.undo()
    assert run_pid(sandbox) != before
    sandbox.close()


TAKEN_OVER = """
import os, signal, struct, sys, time
signal.setitimer(signal.ITIMER_REAL, 0)
for ended in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(ended, signal.SIG_IGN)
{escape}
pipe = sys._getframe().f_back.f_back.f_locals["pipe"].fileno()
os.write(pipe, {says})
time.sleep(30)
"""
RUBBISH, UNENDED = 'struct.pack("!i", 7) + b"rubbish"', 'struct.pack("!i", 1000) + b"done "'


@pytest.mark.parametrize("says", [RUBBISH, UNENDED])
@pytest.mark.parametrize("escape", ["", "os.setsid()"])
def test_a_child_that_was_taken_over_and_stays_does_not_stop_the_line(monkeypatch, says, escape):
    sandbox = Sandbox(preload="json", seconds=0.1)
    before = run_pid(sandbox)
    monkeypatch.setattr("daily8.engine.sandbox._PATIENCE", 0.9)
    with pytest.raises(SandboxError):
        run(sandbox, "builtins:exec", TAKEN_OVER.format(says=says, escape=escape))

    monkeypatch.undo()
    assert run_pid(sandbox) != before
    if escape:
        # It is out of reach, but its answers are no longer heard.
        os.kill(before, signal.SIGKILL)
    assert not alive(before)
    sandbox.close()


def test_a_child_that_reads_nothing_does_not_stop_the_line(monkeypatch):
    sandbox = Sandbox(preload="json", seconds=0.1)
    child = run_pid(sandbox)
    os.kill(child, signal.SIGSTOP)
    monkeypatch.setattr("daily8.engine.sandbox._PATIENCE", 0.4)
    with pytest.raises(Overrun, match="from outside"):
        run(sandbox, "json:loads", "1" * 10_000_000)

    assert not alive(child)
    sandbox.close()


def test_closing_does_not_wait_for_a_child_that_stays(monkeypatch):
    monkeypatch.setattr("daily8.engine.sandbox._PARTING", 0.2)
    sandbox = Sandbox(preload="json")
    child = run_pid(sandbox)
    os.kill(child, signal.SIGSTOP)

    sandbox.close()

    assert not alive(child)


def test_a_child_that_was_killed_from_outside_is_replaced(sandbox):
    guard = sandbox._children[0]._guard
    assert guard is not None
    os.kill(guard.pid, signal.SIGKILL)
    os.kill(run_pid(sandbox), signal.SIGKILL)
    guard.join()

    with pytest.raises(Overrun, match="from outside"):
        run(sandbox, "json:loads", "4")
    assert run(sandbox, "json:loads", "4") == 4


def run_pid(sandbox: Sandbox) -> int:
    return int(run(sandbox, "os:getpid"))


def test_many_calls_at_once_are_all_answered():
    sandbox = Sandbox(preload="json", processes=2)

    async def all_at_once() -> list[int]:
        return await asyncio.gather(*(sandbox.run("json:loads", str(number)) for number in range(200)))

    assert asyncio.run(all_at_once()) == list(range(200))
    sandbox.close()


def test_closing_ends_the_children():
    sandbox = Sandbox(preload="json")
    child = run_pid(sandbox)
    sandbox.close()

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_sandbox_that_was_never_used_has_no_children():
    before = set(multiprocessing.active_children())
    sandbox = Sandbox(preload="no.such.module", processes=4)

    assert set(multiprocessing.active_children()) == before
    sandbox.close()


HOLDER = """
import asyncio, sys
from daily8.engine.sandbox import Sandbox
if __name__ == "__main__":
    sandbox = Sandbox(preload="json", seconds=2)
    print(asyncio.run(sandbox.run("os:getpid")), flush=True)
    asyncio.run(sandbox.run("time:sleep", float(sys.argv[1])))
"""


@pytest.mark.parametrize("busy_for", ["0.6", "1.9"])
def test_children_end_without_a_word_when_their_parent_is_killed(tmp_path, busy_for):
    program = tmp_path / "holder.py"
    program.write_text(HOLDER)
    process = subprocess.Popen(
        [sys.executable, str(program), busy_for],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    child = int(process.stdout.readline())
    process.kill()

    # The pipe of errors is shared by all of them, so it ends when the last one has.
    assert process.communicate(timeout=30)[1] == ""
    assert not alive(child)


def alive(pid: int) -> bool:
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.05)
    return True


def test_parsers_that_cannot_be_loaded_are_named_at_every_call():
    sandbox = Sandbox(preload="daily8.engine.no_such_parser")
    try:
        for _ in range(2):
            with pytest.raises(
                SandboxError, match=r"the parsers cannot be loaded.*no_such_parser.*install daily8 again"
            ):
                run(sandbox, "json:loads", "1")
    finally:
        sandbox.close()
