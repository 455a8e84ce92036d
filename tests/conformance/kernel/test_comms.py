"""Comms: messages both ways between cells and the front end. What the kernel serves itself is in test_runs.py."""

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
