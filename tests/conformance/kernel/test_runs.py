"""Training runs over the two comms: telemetry while a cell runs, and requests that a busy kernel answers."""

import json
import struct

from notebook import NotebookTest

RUN = "import * as mx from 'gluonlab'; const run = mx.run('live', { system: false });"


class Runs(NotebookTest):
    def comm(self, kind, **content):
        return self.notebook.send("shell", f"comm_{kind}", content)

    def control(self, request):
        msg_id = self.comm("msg", comm_id="gluonlab:control", data=request)
        message = self.notebook.iopub(msg_id, until=lambda m: m["msg_type"] == "comm_msg")[-1]
        return message["content"]["data"], message["buffers"]

    def live_run(self):
        """The id of the run that is logged to."""
        answer, _ = self.control({"id": 1, "request": "runs"})
        [run] = [run["header"]["id"] for run in answer["runs"] if run["live"]]
        return run

    def write_run(self):
        header = {"v": 1, "run": "lenet", "id": "lenet-1", "created": 5, "config": {}}
        lines = [header, {"series": True, "name": "loss", "kind": "scalar", "n": 0}, {"end": 30}]
        self.notebook.write(".gluonlab/runs/lenet-1/run.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        points = struct.pack("<6d", 0, 10, 2.5, 1, 20, 0.5)
        (self.notebook.folder / ".gluonlab/runs/lenet-1/0.points").write_bytes(points)
        return header

    def test_the_control_comm_tells_of_the_runs_of_the_folder_also_while_a_cell_runs(self):
        header = self.write_run()
        self.comm("open", comm_id="gluonlab:control", target_name="gluonlab:control", data={})
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        answer, _ = self.control({"v": 1, "id": 3, "request": "runs"})
        series = [{"name": "loss", "kind": "scalar", "count": 2}]
        summary = {"header": header, "series": series, "ended": True, "live": False, "elsewhere": False, "flow": "go"}
        self.assertIn(summary, answer["runs"])
        ask = {"v": 1, "id": 4, "request": "points", "run": "lenet-1", "name": "loss", "from": 1, "to": 9, "most": 100}
        answer, buffers = self.control(ask)
        self.assertEqual(answer, {"v": 1, "id": 4, "ok": True, "count": 1})
        self.assertEqual(memoryview(bytes(buffers[0])).cast("d").tolist(), [1, 1, 20, 0.5])
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(busy).status, "error")

    def test_the_points_of_a_run_reach_the_telemetry_comm_and_the_run_files(self):
        msg_id = self.notebook.submit(RUN + "for (let i = 0; i < 50; i++) run.log({ loss: i / 2 }); run.finish();")
        ended = lambda m: any(e["type"] == "end" for e in m["content"].get("data", {}).get("events", []))
        telemetry = [m for m in self.notebook.iopub(until=ended) if m["content"].get("comm_id") == "gluonlab:telemetry"]
        if telemetry[0]["msg_type"] == "comm_open":
            self.assertEqual(telemetry.pop(0)["content"]["target_name"], "gluonlab:telemetry")
        first = telemetry[0]["content"]["data"]["seq"]
        self.assertEqual([m["content"]["data"]["seq"] - first for m in telemetry], list(range(len(telemetry))))
        self.assertEqual(self.notebook.reply(msg_id)["content"]["status"], "ok")
        losses = []
        for message in telemetry:
            points = [e for e in message["content"]["data"]["events"] if e["type"] == "points"]
            self.assertEqual(len(message["buffers"]), len(points))
            for event, buffer in zip(points, message["buffers"]):
                self.assertEqual((event["first"], event["name"]), (len(losses), "loss"))
                losses += memoryview(bytes(buffer)).cast("d").tolist()[2::3]
        self.assertEqual(losses, [i / 2 for i in range(50)])

    def flow(self, run, flow):
        answer, _ = self.control({"id": 2, "request": "flow", "run": run, "flow": flow})
        self.assertEqual(answer["ok"], True, answer)

    def test_a_loop_that_never_yields_pauses_goes_on_and_stops(self):
        loop = "console.log('go'); let n = 0; while (!run.shouldStop) { run.log({ loss: n++ }); } run.finish(); n > 0"
        busy = self.notebook.submit(RUN + loop)
        self.notebook.said(busy, "go")
        run = self.live_run()
        file = self.notebook.folder / ".gluonlab/runs" / run / "0.points"
        self.flow(run, "pause")
        # Two looks a control round trip apart: what is asleep writes nothing.
        sizes = set()
        while len(sizes) != 1:
            sizes = set()
            for _ in range(20):
                self.live_run()
                sizes.add(file.stat().st_size)
        self.flow(run, "go")
        while file.stat().st_size in sizes:
            self.live_run()
        self.flow(run, "stop")
        cell = self.notebook.finish(busy)
        self.assertEqual((cell.status, cell.result), ("ok", "true"))

    def test_an_interrupt_ends_a_pause_and_keeps_the_state(self):
        busy = self.notebook.submit(RUN + "console.log('go'); for (let i = 0; ; i++) run.log({ loss: i });")
        self.notebook.said(busy, "go")
        run = self.live_run()
        self.flow(run, "pause")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(busy).status, "error")
        self.flow(run, "go")
        self.assert_result("run.finish(); run.name", "'live'")

    def test_the_control_comm_tells_where_arrays_live_and_what_memory_is_used(self):
        answer, _ = self.control({"id": 1, "request": "state"})
        self.assertEqual(answer["device"], "cpu(0)")
        self.assertGreater(answer["memory"], 10_000_000)

    def test_a_control_request_that_makes_no_sense_is_answered_with_an_error(self):
        outside = {"id": 1, "request": "points", "run": "../../x", "name": "loss", "from": 0, "to": 1, "most": 1}
        for request in ({"id": 1, "request": "dance"}, {"id": 1, "request": "points"}, outside, None, 5):
            with self.subTest(request):
                answer, _ = self.control(request)
                self.assertEqual(answer["ok"], False)
