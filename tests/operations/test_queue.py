"""The queue: what reaches Redis, what is done when it forgets, and what a stranger can do with it: nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
import redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from tenantpilot.kernel.settings import settings
from tenantpilot.operations import execution, publishing
from tenantpilot.operations.dispatch import start
from tenantpilot.workers import messages, relay
from tenantpilot.workers.main import RunWorker
from tests.operations.world import KIND, World
from tests.servers import ROOT, clean_environment

OWNER = "northwind-owner"


@pytest.fixture
def client(redis_url):
    messages._shared.cache_clear()
    with redis.Redis.from_url(redis_url) as made:
        yield made
    messages._shared.cache_clear()


def work_off(name: str = "person") -> None:
    """Let a worker of this process empty a queue."""
    import threading

    worker = RunWorker(messages.queue(name, messages.connect()), threading.Event())
    worker._install_signal_handlers = lambda: None
    worker.work(burst=True, logging_level="ERROR")


def publish(name: str = "person") -> None:
    """Let the relay put everything that is due into the queue."""
    relay.Window(name, 1000).fill()


def at_once(world: World) -> None:
    """As if the patience with published messages were over."""
    world.do("update run_outbox set published_at = published_at - interval '1 minute'")


@pytest.mark.proves("QER-002", "OPS-005")
def test_a_message_holds_workspace_and_run_and_nothing_else(world, client):
    made = start(world.person(OWNER), KIND)
    publish()
    run = world.run(made.run_ref)
    (job_id,) = client.lrange("rq:queue:person", 0, -1)
    stored = client.hgetall(b"rq:job:" + job_id)
    _, _, args, kwargs = json.loads(zlib.decompress(stored[b"data"]))
    assert args == [str(run["workspace_id"]), str(run["id"])]
    assert kwargs == {}
    everything = b"".join(stored.values()) + zlib.decompress(stored[b"data"])
    for secret in (made.run_ref, KIND, world.person(OWNER).user_ref, str(run["initiator_id"])):
        assert secret.encode() not in everything
    work_off()
    assert world.run(made.run_ref)["outcome"] == "succeeded"
    assert client.keys("rq:job:*") == []


@pytest.mark.proves("OPS-005")
def test_no_run_is_lost_when_redis_forgets_everything(world, client):
    made = [start(world.person(OWNER), KIND, {"mark": f"{n}"}) for n in range(3)]
    publish()
    client.flushdb()
    work_off()
    assert {world.run(one.run_ref)["status"] for one in made} == {"queued"}
    at_once(world)
    relay.look_for_lost()
    publish()
    work_off()
    assert {world.run(one.run_ref)["outcome"] for one in made} == {"succeeded"}


@pytest.mark.proves("OPS-005")
def test_what_waits_in_the_queue_is_not_sent_again(world, client):
    start(world.person(OWNER), KIND)
    publish()
    at_once(world)
    relay.look_for_lost()
    publish()
    assert client.llen("rq:queue:person") == 1


@pytest.mark.proves("OPS-005")
def test_no_run_is_lost_while_redis_is_away(world, client, redis_url):
    made = start(world.person(OWNER), KIND)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "_shared", lambda: redis.Redis(port=1))
        with pytest.raises(messages.QueueAwayError):
            publish()
        patch.setattr(messages, "waiting_in", lambda name: 0)  # as if it went away right then
        with pytest.raises(messages.QueueAwayError):
            publish()
        at_once(world)
        with pytest.raises(messages.QueueAwayError):
            relay.look_for_lost()
    relay.look_for_lost()
    publish()
    work_off()
    assert world.run(made.run_ref)["outcome"] == "succeeded"


@pytest.mark.proves("QER-003", "QER-002", negative=True)
def test_messages_that_mean_nothing_have_no_effect(world, client):
    made = start(world.person(OWNER), KIND)
    run = world.run(made.run_ref)
    foreign = world.all("select id from workspace where id <> %s", run["workspace_id"])[0]["id"]
    finished = start(world.person(OWNER), KIND, {"mark": "finished"})
    publish()
    work_off()
    before = world.all("select * from operation_run order by id")
    entries = world.all("select count(*) from audit_entry")
    queue = messages.queue("person", client)
    absent = "00000000-0000-4000-8000-000000000000"
    for args in (
        [str(foreign), str(run["id"])],
        [str(run["workspace_id"]), absent],
        [str(run["workspace_id"]), str(world.run(finished.run_ref)["id"])],
        [str(run["workspace_id"]), str(run["id"]), "audit.export"],
        [str(run["workspace_id"])],
        [None, None],
        ["' or true --", "x"],
        [{"a": 1}, []],
    ):
        queue.enqueue_job(Job.create("x.y", args=args, connection=client, serializer=JSONSerializer))
    queue.enqueue_job(
        Job.create(
            "x.y", args=[str(foreign), str(run["id"])], kwargs={"kind": KIND, "actor": "me"}, connection=client,
            serializer=JSONSerializer,
        )
    )  # fmt: skip
    client.rpush("rq:queue:person", "no-such-job")
    work_off()
    assert client.llen("rq:queue:person") == 0
    assert world.all("select * from operation_run order by id") == before
    assert world.all("select count(*) from audit_entry") == entries


@pytest.mark.proves("QER-002", negative=True)
def test_a_message_cannot_make_a_worker_run_anything(world, client, tmp_path):
    """RQ's own workers would import and call what a message names, as function, callback or pickle."""
    trace = tmp_path / "was here"
    queue = messages.queue("person", client)
    for _ in range(2):
        job = Job.create("os.system", args=[f"touch '{trace}'"], connection=client, serializer=JSONSerializer)
        job._success_callback_name = job._failure_callback_name = job._stopped_callback_name = "os.abort"
        queue.enqueue_job(job)
    pickled = Queue("person", connection=client)
    pickled.enqueue("os.system", f"touch '{trace}'")
    work_off()
    assert client.llen("rq:queue:person") == 0
    assert not trace.exists()


def _worker(world: World, redis_url: str, log: Path) -> subprocess.Popen[bytes]:
    environment = clean_environment() | {
        "DATABASE_URL": world.database.url,
        "REDIS_URL": redis_url,
        "TENANTPILOT_ORIGIN": settings().origin,
        "TENANTPILOT_SECRET_KEY": settings().secret_key,
    }
    command = [sys.executable, "-m", "tenantpilot.cli", "worker", "--queue", "person"]
    with log.open("ab") as output:
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)


def _wait(world: World, ref: str, status: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while world.run(ref)["status"] != status:
        assert time.monotonic() < end, world.run(ref)
        time.sleep(0.05)


@pytest.mark.proves("OPS-023")
def test_a_worker_process_serves_one_queue_and_stops_when_asked(world, client, redis_url, tmp_path):
    """The product's own process: a person's work does not wait behind the installation's, and SIGTERM is heard."""
    process = _worker(world, redis_url, tmp_path / "log")
    try:
        busy = start(world.person(OWNER), "audit.verify")
        world.do("update run_outbox set queue = 'background'")  # as if it were background work that nobody takes up
        mine = start(world.person(OWNER), "run.export")
        publish()
        _wait(world, mine.run_ref, "completed")
        assert world.run(mine.run_ref)["outcome"] == "succeeded"
        assert world.run(busy.run_ref)["status"] == "queued"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
    told = (tmp_path / "log").read_text()
    assert str(world.run(mine.run_ref)["id"]) not in told, "an internal key in the log"


def test_the_outbox_is_announced_at_once(world, client):
    with publishing.listen() as listening:
        listening.wait(0.01)
        start(world.person(OWNER), KIND)
        began = time.monotonic()
        assert listening.wait(5)
        assert time.monotonic() - began < 1
    assert not execution.StaleError.__subclasses__()
