"""Whether a port can be had."""

import asyncio


async def listen(host: str, port: int) -> str:
    """Listen for a moment; return the numeric address that this means. Raises OSError.

    A name such as localhost has addresses of both kinds; the older one is what most programs try.
    """
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), host, port)
    addresses = [str(listener.getsockname()[0]) for listener in server.sockets]
    server.close()
    return next((address for address in addresses if "." in address), addresses[0])
