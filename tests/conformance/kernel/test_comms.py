"""Comms: messages both ways between cells and the front end, and the two comms that the kernel serves itself."""

import json

from notebook import NotebookTest


class CommTest(NotebookTest):
    def comm(self, kind, buffers=None, **content):
        message = self.notebook.client.session.msg(f"comm_{kind}", content)
        self.notebook.client.session.send(self.notebook.client.shell_channel.socket, message, buffers=buffers)
        return message["header"]["msg_id"]

    def said_over_comm(self, msg_id):
        """What was sent over comms while the listeners of a message ran."""
        return [m for m in self.notebook.iopub(msg_id) if m["msg_type"].startswith("comm_")]


class Comms(CommTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.run("import { openComm, registerCommTarget } from 'gluonlab/kernel'")

    def test_a_cell_answers_a_comm_of_the_front_end(self):
        self.run_ok("import { registerCommTarget } from 'gluonlab/kernel'; registerCommTarget('echo', (comm, { data }) => { comm.send({ hello: data }); comm.onMessage((m) => comm.send({ echo: m.data })) })")
        opened = self.comm("open", comm_id="c1", target_name="echo", data={"n": 1})
        messages = self.notebook.iopub(opened, until=lambda m: m["msg_type"] == "comm_msg")
        self.assertEqual(messages[-1]["content"], {"comm_id": "c1", "data": {"hello": {"n": 1}}})
        sent = self.comm("msg", comm_id="c1", data=[1, 2])
        messages = self.notebook.iopub(sent, until=lambda m: m["msg_type"] == "comm_msg")
        self.assertEqual(messages[-1]["content"]["data"], {"echo": [1, 2]})
        self.assertEqual(self.notebook.ask("comm_info", target_name="echo"), {"status": "ok", "comms": {"c1": {"target_name": "echo"}}})
        self.comm("close", comm_id="c1", data={})
        self.assertEqual(self.notebook.ask("comm_info", target_name="echo")["comms"], {})

    def test_a_comm_for_no_one_is_closed(self):
        opened = self.comm("open", comm_id="c2", target_name="nobody", data={})
        self.assertEqual(self.notebook.iopub(opened, until=lambda m: m["msg_type"] == "comm_close")[-1]["content"]["comm_id"], "c2")

    def test_a_cell_opens_a_comm(self):
        cell = self.run_ok("import { openComm } from 'gluonlab/kernel'; const mine = openComm('front', { a: 1 }); mine.send({ b: 2 }, [Uint8Array.of(7)]); mine.close()")
        self.assertEqual([m["msg_type"] for m in cell.outputs], ["comm_open", "comm_msg", "comm_close"])
        self.assertEqual((cell.of("comm_open")[0]["target_name"], cell.of("comm_open")[0]["data"]), ("front", {"a": 1}))
        self.assertEqual(bytes(cell.outputs[1]["buffers"][0]), b"\x07")

    def test_listeners_are_those_of_an_event_target(self):
        self.run_ok("""registerCommTarget('target', (comm) => {
  const once = ({ data }) => comm.send(['once', data])
  const never = () => comm.send('never')
  comm.addEventListener('message', once, { once: true })
  comm.addEventListener('message', never)
  comm.removeEventListener('message', never)
  comm.addEventListener('message', { handleEvent: (event) => comm.send([event.type, event.data, event.metadata]) })
  comm.addEventListener('close', (event) => console.log(event.type, event.data, comm.closed))
})""")
        self.comm("open", comm_id="e1", target_name="target", data={})
        data = lambda msg_id: [m["content"]["data"] for m in self.said_over_comm(msg_id)]
        self.assertEqual(data(self.comm("msg", comm_id="e1", data=1)), [["once", 1], ["message", 1, {}]])
        self.assertEqual(data(self.comm("msg", comm_id="e1", data=2)), [["message", 2, {}]])
        closed = self.notebook.iopub(self.comm("close", comm_id="e1", data={"bye": 1}))
        self.assertEqual("".join(m["content"]["text"] for m in closed if m["msg_type"] == "stream"), "close { bye: 1 } true\n")

    def test_binary_buffers_travel_both_ways(self):
        self.run_ok("registerCommTarget('binary', (comm) => comm.addEventListener('message', ({ buffers }) => comm.send({ sizes: buffers.map((b) => b.byteLength), own: buffers.every((b) => b.buffer.byteLength === b.byteLength) }, [...buffers, new Float64Array([1.5]).subarray(0), Uint8Array.of(1, 2, 3).buffer])))")
        self.comm("open", comm_id="b1", target_name="binary", data={})
        sent = [b"\x00\x01", b"x" * 1_000_000, b""]
        (answer,) = self.said_over_comm(self.comm("msg", comm_id="b1", data={}, buffers=sent))
        self.assertEqual(answer["content"]["data"], {"sizes": [2, 1_000_000, 0], "own": True})
        self.assertEqual([bytes(b) for b in answer["buffers"]], [*sent, b"\x00\x00\x00\x00\x00\x00\xf8\x3f", b"\x01\x02\x03"])

    def test_messages_can_be_iterated_over_until_the_comm_is_closed(self):
        cell = self.notebook.submit("const opened = await new Promise((r) => { registerCommTarget('stream', r); console.log('ready') }); const got = []; for await (const { data } of opened) { got.push(data) } got")
        self.notebook.said(cell, "ready")
        self.comm("open", comm_id="i1", target_name="stream", data={})
        for i in range(3):
            self.comm("msg", comm_id="i1", data=i)
        self.comm("close", comm_id="i1", data={})
        self.assertEqual(self.notebook.finish(cell).result, "[ 0, 1, 2 ]")

    def test_what_a_listener_says_comes_before_the_idle_of_its_message(self):
        self.run_ok("registerCommTarget('slow', (comm) => comm.addEventListener('message', () => { const end = Date.now() + 50; while (Date.now() < end); console.log('heard') }))")
        self.comm("open", comm_id="s1", target_name="slow", data={})
        kinds = [m["msg_type"] for m in self.notebook.iopub(self.comm("msg", comm_id="s1", data={}))]
        self.assertEqual(kinds, ["status", "stream", "status"])

    def test_what_a_listener_or_target_throws_is_shown_and_the_comm_lives(self):
        self.run_ok("registerCommTarget('bad', (comm) => { comm.addEventListener('message', ({ data }) => { throw new Error(`bad ${data}`) }); comm.addEventListener('message', () => comm.send('second')); throw new Error('bad target') })")
        opened = self.notebook.iopub(self.comm("open", comm_id="t1", target_name="bad", data={}))
        self.assertTrue(any("bad target" in m["content"].get("text", "") for m in opened))
        sent = self.comm("msg", comm_id="t1", data=7)
        self.notebook.iopub(sent, until=lambda m: m["msg_type"] == "comm_msg")
        self.notebook.said(sent, "bad 7")

    def test_a_listener_that_never_ends_can_be_interrupted(self):
        self.run_ok("registerCommTarget('loop', (comm) => comm.addEventListener('message', () => { console.log('looping'); for (;;); }))")
        self.comm("open", comm_id="l1", target_name="loop", data={})
        sent = self.comm("msg", comm_id="l1", data={})
        self.notebook.said(sent, "looping")
        self.notebook.interrupt()
        self.notebook.iopub(sent)
        self.assert_result("1 + 1", "2")

    def test_messages_are_heard_where_a_cell_awaits(self):
        self.run_ok("registerCommTarget('late', (comm) => comm.addEventListener('message', ({ data }) => comm.send({ heard: data })))")
        self.comm("open", comm_id="w1", target_name="late", data={})
        busy = self.notebook.submit("console.log('waiting'); await new Promise(() => {})")
        self.notebook.said(busy, "waiting")
        (answer,) = self.said_over_comm(self.comm("msg", comm_id="w1", data=1))
        self.assertEqual(answer["content"]["data"], {"heard": 1})
        self.notebook.interrupt()
        self.notebook.finish(busy)

    def test_comm_info_lists_the_open_comms_also_while_a_cell_runs(self):
        self.run_ok("registerCommTarget('kept', () => undefined); const mineToo = openComm('own')")
        self.comm("open", comm_id="k1", target_name="kept", data={})
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        self.assertEqual(self.notebook.ask("comm_info", target_name="kept")["comms"], {"k1": {"target_name": "kept"}})
        everything = self.notebook.ask("comm_info")["comms"]
        self.assertEqual({c["target_name"] for c in everything.values()} >= {"kept", "own"}, True)
        self.notebook.interrupt()
        self.notebook.finish(busy)

    def test_a_closed_comm_refuses_to_send(self):
        self.assert_error("const ended = openComm('ended'); ended.close(); ended.send(1)", 'Error: comm "ended" is closed')


class KernelComms(CommTest):
    def control(self, request):
        msg_id = self.comm("msg", comm_id="gluonlab:control", data=request)
        message = self.notebook.iopub(msg_id, until=lambda m: m["msg_type"] == "comm_msg")[-1]
        return message["content"]["data"], message["buffers"]

    def write_run(self):
        header = {"v": 1, "run": "lenet", "id": "lenet-1", "created": 5, "config": {}}
        points = [{"s": 0, "t": 10, "m": {"loss": 2.5}}, {"s": 1, "t": 20, "m": {"loss": "NaN", "accuracy": 0.5}}]
        self.notebook.write(".gluonlab/runs/lenet-1.jsonl", "\n".join(json.dumps(line) for line in [header, *points, {"end": 30}]) + "\n")
        return header

    def test_the_control_comm_tells_of_the_runs_of_the_folder_also_while_a_cell_runs(self):
        header = self.write_run()
        self.comm("open", comm_id="gluonlab:control", target_name="gluonlab:control", data={})
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        answer, _ = self.control({"v": 1, "id": 3, "request": "runs"})
        self.assertIn({"header": header, "count": 2, "ended": True}, answer["runs"])
        answer, buffers = self.control({"v": 1, "id": 4, "request": "points", "run": "lenet-1", "from": 1})
        self.assertEqual(answer, {"v": 1, "id": 4, "ok": True, "run": "lenet-1", "first": 1, "count": 1, "metrics": ["loss", "accuracy"]})
        row = memoryview(bytes(buffers[0])).cast("d").tolist()
        self.assertEqual((row[:2], row[3], row[2] != row[2]), ([1.0, 20.0], 0.5, True))
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(busy).status, "error")

    def test_the_points_of_a_run_reach_the_telemetry_comm_and_the_run_file(self):
        code = "import * as mx from 'gluonlab'; const run = mx.run('live'); for (let i = 0; i < 50; i++) run.log({ loss: i / 2 }); run.finish(); run.id"
        msg_id = self.notebook.submit(code)
        messages = self.notebook.iopub(until=lambda m: any(e["type"] == "end" for e in m["content"].get("data", {}).get("events", [])))
        telemetry = [m for m in messages if m["content"].get("comm_id") == "gluonlab:telemetry"]
        self.assertEqual([m["msg_type"] for m in telemetry][:2], ["comm_open", "comm_msg"])
        self.assertEqual(telemetry[0]["content"]["target_name"], "gluonlab:telemetry")
        sent = [m["content"]["data"] for m in telemetry[1:]]
        self.assertEqual([data["seq"] for data in sent], list(range(1, len(sent) + 1)))
        run = self.notebook.reply(msg_id)["content"]
        self.assertEqual(run["status"], "ok")
        losses = []
        for message in telemetry[1:]:
            points = [e for e in message["content"]["data"]["events"] if e["type"] == "points"]
            self.assertEqual(len(message["buffers"]), len(points))
            for event, buffer in zip(points, message["buffers"]):
                self.assertEqual((event["first"], event["metrics"]), (len(losses), ["loss"]))
                losses += memoryview(bytes(buffer)).cast("d").tolist()[2::3]
        self.assertEqual(losses, [i / 2 for i in range(50)])
        answer, _ = self.control({"v": 1, "id": 1, "request": "runs"})
        self.assertIn(("live", 50, True), [(r["header"]["run"], r["count"], r["ended"]) for r in answer["runs"]])

    def test_a_control_request_that_makes_no_sense_is_answered_with_an_error(self):
        for request in ({"id": 1, "request": "dance"}, {"id": 1, "request": "points"}, {"id": 1, "request": "points", "run": "../../x", "from": 0}, None, 5):
            with self.subTest(request):
                answer, _ = self.control(request)
                self.assertEqual(answer["ok"], False)
                self.assertTrue(answer["error"])
