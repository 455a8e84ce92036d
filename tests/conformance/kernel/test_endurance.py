"""Much of everything. What is asserted is counted."""

import json

from notebook import NotebookTest

MEGABYTE = 1e6

COLLECTOR = """
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as mx from "gluonlab";
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
"""

SIZES = """
const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
console.log(JSON.stringify({ rss, heapUsed, arrayBuffers, liveArrays: mx.engine.stats().liveArrays }));
"""


class Endurance(NotebookTest):
    def run_all(self, cells):
        """Hands them over together, as "Run All" does."""
        for request in [self.notebook.submit(cell) for cell in cells]:
            self.assertEqual(self.notebook.finish(request).status, "ok")

    def sizes(self):
        """Bytes of the process, of its main thread's heap and of the buffers outside that heap; how many arrays the engine holds."""
        self.run_ok("collect()")  # in a cell of its own: what the collector finds is given back when the event loop turns
        return json.loads(self.run_ok(SIZES).stream())

    def test_two_thousand_cells_leave_no_more_than_their_names(self):
        # 1 MB in the engine and 1 MB in JavaScript under names that the next cell takes over; each tenth cell has a name that stays.
        cells = [
            f"const value{i} = {i} + 1" if i % 10 == 0 else "let array = mx.nd.ones([512, 512]), buffer = new Float32Array(262_144)"
            for i in range(2000)
        ]
        self.run_ok(COLLECTOR)
        self.run_all(cells[:200])
        self.run_ok("// @typecheck off")  # which takes most of the time of a small cell
        before = self.sizes()
        for start in range(200, 2000, 200):
            self.run_all(cells[start : start + 200])
        after = self.sizes()
        self.assertLess(after["arrayBuffers"], 10 * MEGABYTE)
        self.assertLess(after["liveArrays"], 100)  # the engine looks for dead ones from time to time
        self.assertLess(after["heapUsed"] - before["heapUsed"], 10 * MEGABYTE)
        # The heaps of the other threads fill before V8 collects them, by some 400 MB; one buffer kept by each cell were 1600 MB.
        self.assertLess(after["rss"] - before["rss"], 800 * MEGABYTE)
        self.assert_result("value0 + value1990", "1992")

    def test_a_hundred_thousand_lines_arrive_complete_and_in_order(self):
        cell = self.run_ok("for (let i = 0; i < 100_000; i++) console.log(`line ${i}`)")
        self.assertEqual(cell.stream(), "".join(f"line {i}\n" for i in range(100_000)))
