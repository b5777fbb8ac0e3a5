"""A small Discord on 127.0.0.1 that real discord.py talks to from another process.

`Loopback` (server.py) is the door: REST routes and a gateway over one `World`, with faults
to order.
Imports aiohttp and itself.
"""
