"""What cells say: streams, displays, results; where it goes, in which order, and that it comes before idle."""

from notebook import NotebookTest


class Streams(NotebookTest):
    def test_text_comes_while_the_cell_is_busy(self):
        msg_id = self.notebook.submit("console.log('before'); while (!globalThis.stop) { await new Promise((r) => setTimeout(r, 1)) }; console.log('after')")
        self.notebook.said(msg_id, "before")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(msg_id).status, "error")

    def test_text_of_a_loop_that_never_yields_comes_while_it_runs(self):
        msg_id = self.notebook.submit("console.log('spinning'); for (;;);")
        self.notebook.said(msg_id, "spinning")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(msg_id).status, "error")

    def test_loops_stop_right_after_interrupted_awaits(self):
        for _ in range(5):
            self.test_text_comes_while_the_cell_is_busy()
            self.test_text_of_a_loop_that_never_yields_comes_while_it_runs()

    def test_everything_a_cell_says_comes_before_its_idle(self):
        code = "for (let i = 0; i < 2000; i++) console.log(`line ${i}`); process.stderr.write('end'); display('shown'); 'result'"
        msg_id = self.notebook.submit(code)
        messages = self.notebook.iopub(msg_id)
        kinds = [m["msg_type"] for m in messages]
        self.assertEqual(kinds[:2], ["status", "execute_input"])
        self.assertEqual(kinds[-3:], ["display_data", "execute_result", "status"])
        text = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == "stdout")
        self.assertEqual(text, "".join(f"line {i}\n" for i in range(2000)))
        self.assertEqual(self.notebook.reply(msg_id)["content"]["status"], "ok")

    def test_the_order_of_stdout_stderr_and_displays_is_kept(self):
        cell = self.run_ok("console.log('1'); console.error('2'); console.log('3'); display('4'); console.log('5')")
        said = [c["content"].get("text") or c["content"]["data"]["text/plain"] for c in cell.outputs]
        self.assertEqual(said, ["1\n", "2\n", "3\n", "'4'", "5\n"])

    def test_many_small_writes_are_few_messages(self):
        cell = self.run_ok("for (let i = 0; i < 5000; i++) process.stdout.write('.')")
        self.assertEqual(len(cell.stream()), 5000)
        self.assertLess(len(cell.of("stream")), 500)

    def test_bytes_split_inside_a_character_arrive_whole(self):
        cell = self.run_ok("const bytes = Buffer.from('\u20ac'); process.stdout.write(bytes.subarray(0, 1)); process.stdout.write(bytes.subarray(1))")
        self.assertEqual(cell.stream(), "\u20ac")

    def test_late_text_goes_to_the_cell_that_started_it(self):
        first = self.notebook.submit("let isTime = false; const timer = setInterval(() => isTime && (clearInterval(timer), console.log('late')), 5); 'first'")
        self.assertEqual(self.notebook.finish(first).result, "'first'")
        second = self.notebook.submit("isTime = true; await new Promise((r) => setTimeout(r, 80)); console.log('own')")
        seen = []
        self.notebook.iopub(until=lambda m: seen.append(m) or (m["msg_type"] == "stream" and "own" in m["content"]["text"]))
        late = next(m for m in seen if m["msg_type"] == "stream" and "late" in m["content"]["text"])
        self.assertEqual(late["parent_header"]["msg_id"], first)
        self.assertEqual(self.notebook.reply(second)["content"]["status"], "ok")
        self.notebook.iopub(second)

    def test_a_megabyte_in_one_write_arrives(self):
        self.assertEqual(len(self.run_ok("process.stdout.write('x'.repeat(3_000_000))").stream()), 3_000_000)


class Displays(NotebookTest):
    def test_an_object_with_the_display_protocol_shows_its_bundle(self):
        self.run_ok("class Chart { [Symbol.for('Jupyter.display')]() { return { 'text/html': '<i>chart</i>' } } }")
        cell = self.run_ok("new Chart()")
        self.assertEqual(cell.of("execute_result")[0]["data"], {"text/html": "<i>chart</i>", "text/plain": "Chart {}"})
        self.assertEqual(self.run_ok("display(new Chart())").of("display_data")[0]["data"]["text/html"], "<i>chart</i>")

    def test_a_bundle_that_is_promised_comes_before_idle(self):
        self.run_ok("const slow = { async [Symbol.for('Jupyter.display')]() { await new Promise((r) => setTimeout(r, 20)); return { 'text/plain': 'slow' } } }")
        self.assertEqual(self.run_ok("slow").result, "slow")
        self.assertEqual(self.run_ok("display(slow); 1").of("display_data")[0]["data"], {"text/plain": "slow"})

    def test_a_display_method_that_throws_is_the_cells_error(self):
        self.run_ok("const bad = { [Symbol.for('Jupyter.display')]() { throw new Error('cannot draw') } }")
        self.assert_error("bad", "Error: cannot draw")
        self.assert_error("display(bad)", "Error: cannot draw")

    def test_what_display_returns_is_not_the_result(self):
        self.assertIsNone(self.run_ok("display(1)").result)
        self.assertIsNone(self.run_ok("await display(1)").result)

    def test_promises_and_timers_show_none_of_the_kernels_bookkeeping(self):
        self.assert_result("Promise.resolve(4)", "Promise { 4 }")
        self.assertEqual(self.run_ok("console.log(new Promise(() => {}))").stream(), "Promise { <pending> }\n")
        self.assertNotIn("async", self.run_ok("setTimeout(() => {}, 1)").result)

    def test_an_output_can_be_shown_again_under_its_id(self):
        shown = self.run_ok("display('old', { displayId: 'd1' })").of("display_data")[0]
        self.assertEqual(shown["transient"], {"display_id": "d1"})
        updated = self.run_ok("display('new', { displayId: 'd1', update: true }); display.update('d1', 'newer')").of("update_display_data")
        self.assertEqual([(u["data"]["text/plain"], u["transient"]["display_id"]) for u in updated], [("'new'", "d1"), ("'newer'", "d1")])
        self.assert_error("display(1, { update: true })", "TypeError: display: `update: true` needs a `displayId`")

    def test_helpers_make_bundles_of_their_kind(self):
        cell = self.run_ok("display.markdown('# t'); display.json({ a: [1] }); display.png(Uint8Array.of(1, 2, 3)); display({ 'text/x': 'raw' }, { raw: true, metadata: { m: 1 } })")
        self.assertEqual([d["data"] for d in cell.of("display_data")],
                         [{"text/markdown": "# t"}, {"application/json": {"a": [1]}}, {"image/png": "AQID"}, {"text/x": "raw"}])
        self.assertEqual(cell.of("display_data")[3]["metadata"], {"m": 1})

    def test_clear_output_says_whether_to_wait(self):
        cell = self.run_ok("clearOutput(); clearOutput({ wait: true })")
        self.assertEqual(cell.of("clear_output"), [{"wait": False}, {"wait": True}])

    def test_a_result_no_one_can_copy_is_still_text(self):
        for code, part in (("() => 1", "Function"), ("Symbol('s')", "Symbol(s)"), ("new Proxy({}, {})", "{}"), ("10n", "10n"), ("new WeakMap()", "WeakMap")):
            with self.subTest(code):
                self.assertIn(part, self.run_ok(code).result)


class Queue(NotebookTest):
    def test_cells_sent_together_run_in_order(self):
        ids = [self.notebook.submit(f"console.log({i}); {i}") for i in range(5)]
        self.assertEqual([self.notebook.finish(msg_id).result for msg_id in ids], list("01234"))

    def test_cells_behind_a_failing_one_are_aborted(self):
        failing, behind, last = (self.notebook.submit(code) for code in ("throw new Error('stop')", "var ranAnyway = true", "2"))
        self.assertEqual(self.notebook.finish(failing).status, "error")
        self.assertEqual(self.notebook.finish(behind).status, "aborted")
        self.assertEqual(self.notebook.finish(last).status, "aborted")
        self.assert_result("typeof ranAnyway", "'undefined'")

    def test_cells_behind_a_failing_one_run_where_stop_on_error_is_off(self):
        failing, behind = self.notebook.submit("throw new Error('go on')", stop_on_error=False), self.notebook.submit("3")
        self.assertEqual(self.notebook.finish(failing).status, "error")
        self.assertEqual(self.notebook.finish(behind).result, "3")
