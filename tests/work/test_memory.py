import subprocess
import sys

import pytest

PROGRAM = """
import sys
import numpy as np
from daily8.work.memory import give_back_freely

if sys.argv[1] == "tuned" and not give_back_freely():
    sys.exit("this C library cannot be told")
# What comes and goes teaches the C library to keep room for as much.
for _ in range(3):
    np.ones(3_000_000)
kept = [np.ones(300_000) if place % 10 else bytearray(100_000) for place in range(60)]
kept = [one for one in kept if isinstance(one, bytearray)]
rollup = open("/proc/self/smaps_rollup").read().split()
print(rollup[rollup.index("Anonymous:") + 1])
"""


def held(how):
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=False)
    if "cannot be told" in done.stderr:
        pytest.skip("this C library cannot be told how to keep memory")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux how much memory is held")
def test_a_process_that_gives_back_freely_holds_less_of_what_it_freed():
    assert held("tuned") < held("as it is") - 20_000
