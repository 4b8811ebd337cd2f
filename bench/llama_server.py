"""llama.cpp's own server: `python -m bench.llama_server MODEL NAME PORT`, with the key in LLAMA_API_KEY."""

import os
import signal
import sys

import xllamacpp

_CONTEXT = 8_192


def main() -> None:
    """Serve one conversation at a time on loopback, on all cores but one, until the process is ended."""
    file, name, port = sys.argv[1:]
    params = xllamacpp.CommonParams()
    params.model.path, params.model_alias = file, {name}
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], int(port), [os.environ["LLAMA_API_KEY"]]
    params.n_ctx, params.n_parallel = _CONTEXT, 1
    params.cpuparams.n_threads = max((os.cpu_count() or 1) - 1, 1)
    params.offline, params.ui = True, False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
