"""What a client may say over a WebSocket: the protocol, almost the protocol, and noise."""

import json
from random import Random
from typing import Any

from tests.fuzz.breaking import broken
from tests.fuzz.operations import operation
from tests.fuzz.requests import parameters
from tests.fuzz.values import HOSTILE
from tests.matrix.world import World

Frame = str | bytes
TYPES = (
    "subscribe",
    "complete",
    "ping",
    "pong",
    "connection_init",
    "connection_ack",
    "next",
    "start",
    "",
    "x" * 999,
)
IDS = ("1", "2", "", "x" * 5000, "\x00", None, 5, {}, [])
NOISE: tuple[Frame, ...] = (
    *("", "null", "5", "[]", "{}", '"x"', "{", "NaN", "[" * 50_000, '{"type": null}', '{"type": ["ping"]}'),
    *(b"", b"\x00\xff", b'{"type": "ping"}', '{"type":"ping","payload":5}', '{"type":"ping","payload":null}'),
    *(
        '{"type":"connection_init","payload":"x"}',
        '{"type":"connection_init","payload":{"authorization":[]}}',
    ),
)


def conversation(random: Random, world: World, payload: dict[str, Any]) -> list[Frame]:
    """Some frames, which begin as the protocol wants most of the time; `payload` says who speaks."""
    frames: list[Frame] = [message(type="connection_init", payload=payload)] if random.random() < 0.9 else []
    return frames + [frame(random, world) for _ in range(1 + random.randrange(6))]


def frame(random: Random, world: World) -> Frame:
    draw = random.random()
    if draw < 0.6:
        return subscribe(random, world)
    if draw < 0.8:
        return message(type=random.choice(TYPES), id=random.choice(IDS), payload=random.choice(HOSTILE))
    return random.choice(NOISE)


def subscribe(random: Random, world: World) -> Frame:
    """An operation of any kind, whole or broken."""
    kind = random.choice(("query", "query", "mutation", "subscription"))
    asked = operation(random, world, kind)
    payload = parameters(broken(random, asked) if random.random() < 0.4 else asked)
    if random.random() < 0.1:
        payload[random.choice(list(payload))] = random.choice(HOSTILE)
    return message(type="subscribe", id=random.choice(("1", "2", "3", "4", *IDS)), payload=payload)


def message(**members: Any) -> str:
    return json.dumps(members)
