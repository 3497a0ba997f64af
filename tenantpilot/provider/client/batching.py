"""Many small reads as parts of few requests: whoever asks waits for the answer to the own part only.

Parts of whatever family travel together, up to twenty. Each is repeated by itself when it fails. A batch that is
refused as a whole, or too large, is asked again part by part.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tenantpilot.provider.client.answers import Answer, challenge, retry_after
from tenantpilot.provider.client.together import together
from tenantpilot.provider.client.wire import Ask, Wire
from tenantpilot.provider.governor.demand import CONDITIONAL_ACCESS

MOST_PARTS = 20
_LINGER_SECONDS = 0.005


@dataclass(eq=False)
class _Waiting:
    path: str
    area: str
    answer: asyncio.Future[Answer]


class Batcher:
    """Reads of one version of Graph."""

    def __init__(self, wire: Wire, version: str) -> None:
        self._wire = wire
        self._version = version
        self._waiting: deque[_Waiting] = deque()
        self._running: set[asyncio.Task[None]] = set()
        self._lingering: asyncio.Task[None] | None = None

    async def fetch(self, path: str, area: str) -> Answer:
        """The answer to GET `path` (with its query), after as many tries as patience allows."""
        if area == CONDITIONAL_ACCESS:  # one request a second for everybody: never beside others
            return await self._alone(path, area)
        tries = self._wire.tries()
        while True:
            answer = await self._queued(path, area)
            if answer.status == 401 and not answer.is_final:
                return await self._alone(path, area)
            delay = tries.wait(answer)
            if delay is None:
                return answer
            await self._wire.tools.sleep(delay)

    async def aclose(self) -> None:
        """End what is under way."""
        tasks = [*self._running, *([self._lingering] if self._lingering else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _alone(self, path: str, area: str) -> Answer:
        return await self._wire.ask(Ask(self._wire.link.url(self._version, path), {area: 1}))

    async def _queued(self, path: str, area: str) -> Answer:
        waiting = _Waiting(path, area, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if len(self._waiting) >= MOST_PARTS:
            self._start()
        elif self._lingering is None:
            self._lingering = asyncio.create_task(self._linger())
        return await waiting.answer

    async def _linger(self) -> None:
        """Wait for company, briefly: whoever is about to ask does so in this turn of the loop or the next."""
        await asyncio.sleep(_LINGER_SECONDS if self._running else 0)
        self._lingering = None
        while self._waiting:
            self._start()

    def _start(self) -> None:
        group = [self._waiting.popleft() for _ in range(min(MOST_PARTS, len(self._waiting)))]
        task = asyncio.create_task(self._run(group))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, group: list[_Waiting]) -> None:
        try:
            answers = await self._answers(group)
        except BaseException as error:  # whoever waits has to know why there will be no answer
            for waiting in group:
                _fail(waiting.answer, error)
            if isinstance(error, asyncio.CancelledError):
                raise
            return
        for waiting, answer in zip(group, answers, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(answer)

    async def _answers(self, group: list[_Waiting]) -> list[Answer]:
        if len(group) == 1:
            return [await self._alone(group[0].path, group[0].area)]
        requests = [{"id": str(number), "method": "GET", "url": f"/{one.path}"} for number, one in enumerate(group)]
        areas = Counter(one.area for one in group)
        ask = Ask(
            self._wire.link.url(self._version, "$batch"), areas, "POST", json.dumps({"requests": requests}).encode()
        )
        envelope = await self._wire.ask(ask)
        if _is_worth_splitting(envelope):
            return list(await together(self._alone(one.path, one.area) for one in group))
        if not envelope.is_good:
            return [replace(envelope, is_final=True) for _ in group]
        answers = _parts(envelope, len(group))
        await self._tell_throttled(group, answers)
        return answers

    async def _tell_throttled(self, group: list[_Waiting], answers: list[Answer]) -> None:
        """An area counts as throttled when half of its parts were, and several: one part waits for itself only."""
        for area, count in Counter(one.area for one in group).items():
            refused = [
                answer for one, answer in zip(group, answers, strict=True) if one.area == area and answer.status == 429
            ]
            if len(refused) > 1 and len(refused) * 2 >= count:
                known = [answer.retry_after for answer in refused if answer.retry_after is not None]
                await self._wire.governor.throttled(self._wire.demand({area: 1}), max(known) if known else None)


def _fail(future: asyncio.Future[Answer], error: BaseException) -> None:
    if not future.done():
        if isinstance(error, asyncio.CancelledError):
            future.cancel()
        else:
            future.set_exception(error)
            future.exception()  # whoever waited may be gone already


def _is_worth_splitting(envelope: Answer) -> bool:
    if envelope.failure is not None:
        return envelope.failure.trouble.code in {"answer_too_large", "answer_malformed"}
    return envelope.status in {400, 404, 405, 413} or (envelope.is_good and not _is_batch(envelope.body))


def _is_batch(body: Any) -> bool:
    return isinstance(body, Mapping) and isinstance(body.get("responses"), list)


def _parts(envelope: Answer, count: int) -> list[Answer]:
    found: dict[str, Answer] = {}
    for response in envelope.body["responses"]:
        name = response.get("id") if isinstance(response, Mapping) else None
        if not isinstance(name, str):
            continue
        found[name] = _malformed(envelope, "two answers to one part") if name in found else _part(response, envelope)
    return [found.get(str(number)) or _malformed(envelope, "a part has no answer") for number in range(count)]


def _part(response: Mapping[str, Any], envelope: Answer) -> Answer:
    status, headers = response.get("status"), response.get("headers")
    if type(status) is not int or not 100 <= status <= 599:
        return _malformed(envelope, "a part has no status")
    named = headers.items() if isinstance(headers, Mapping) else ()
    known = {key.lower(): value for key, value in named if isinstance(key, str)}
    own_id = known.get("request-id")
    request_id = own_id if isinstance(own_id, str) and own_id else envelope.request_id
    after = retry_after(known.get("retry-after"))
    challenged = challenge(status, known.get("www-authenticate"), request_id)
    return Answer(status, response.get("body"), request_id, after, failure=challenged)


def _malformed(envelope: Answer, detail: str) -> Answer:
    return Answer(envelope.status, request_id=envelope.request_id, failure=envelope.malformed(detail))
