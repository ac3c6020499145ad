import asyncio
import threading

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from panhuo.auth import passwords
from panhuo.auth.passwords import MAX_PASSWORD, dummy_hash, hash_password, verify_password
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.settings import get_settings

pytestmark = pytest.mark.anyio


async def test_a_password_matches_its_own_hash_and_no_other():
    stored = await hash_password("密码 1")

    assert stored.startswith("$argon2id$")
    assert len(stored) <= 200
    assert await verify_password("密码 1", stored)
    assert not await verify_password("密码 2", stored)
    assert not await verify_password("", stored)


async def test_full_width_and_decomposed_input_is_the_same_password():
    stored = await hash_password("Pass１２３é")

    assert await verify_password("Pass123e\N{COMBINING ACUTE ACCENT}", stored)


@pytest.mark.parametrize("hostile", ["\x00", "a\x00b", "\ud800", "\udfff密码", "𠮷" * MAX_PASSWORD])
async def test_hostile_characters_are_ordinary_wrong_passwords(hostile: str):
    stored = await hash_password("a")

    assert not await verify_password(hostile, stored)
    assert await verify_password(hostile, await hash_password(hostile))


async def test_no_stored_hash_is_never_right_and_costs_one_hash(monkeypatch: pytest.MonkeyPatch):
    seen = []
    monkeypatch.setattr(Argon2Hasher, "verify", lambda self, password, stored: seen.append(stored) or True)

    assert not await verify_password("anything", None)
    assert not await verify_password("anything", "not a hash")
    assert not await verify_password("anything", "")
    assert seen == [dummy_hash()] * 3


async def test_the_dummy_has_the_parameters_of_a_real_hash():
    real = await hash_password("a")

    assert real.rpartition("$")[0].rpartition("$")[0] == dummy_hash().rpartition("$")[0].rpartition("$")[0]
    assert len(real) == len(dummy_hash())
    assert not passwords.hasher().check_needs_rehash(dummy_hash())


async def test_the_strong_dummy_agrees_with_the_strong_hash(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PANHUO_PASSWORD_COST")
    get_settings.cache_clear()

    real = await hash_password("a")

    assert "$m=65536,t=3,p=4$" in real
    assert not passwords.hasher().check_needs_rehash(dummy_hash())


@pytest.mark.parametrize("refused", ["", "x" * (MAX_PASSWORD + 1)])
async def test_an_empty_or_very_long_password_is_not_hashed(refused: str):
    with pytest.raises(PanhuoError) as raised:
        await hash_password(refused)

    assert raised.value.code == ErrorCode.INVALID_VALUE
    assert raised.value.extensions["field"] == "password"


async def test_a_very_long_password_is_wrong_at_no_hash(monkeypatch: pytest.MonkeyPatch):
    seen = []
    monkeypatch.setattr(Argon2Hasher, "verify", lambda self, password, stored: seen.append(stored))

    assert not await verify_password("x" * 1_000_000, dummy_hash())
    assert not await verify_password("x" * 1_000_000, None)
    assert seen == []


async def test_hashing_leaves_the_event_loop_and_keeps_to_its_threads(monkeypatch: pytest.MonkeyPatch):
    running, most, names = 0, 0, set()
    lock = threading.Lock()
    pause = threading.Event()

    def slow(self: Argon2Hasher, password: bytes, stored: str) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            names.add(threading.current_thread().name.partition("_")[0])
        pause.wait(0.01)
        with lock:
            running -= 1
        return True

    monkeypatch.setattr(Argon2Hasher, "verify", slow)

    await asyncio.gather(*(verify_password("a", dummy_hash()) for _ in range(12)))

    assert names == {"password"}
    assert most == get_settings().password_threads
