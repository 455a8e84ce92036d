"""Interrupt: whatever a cell is doing it stops, the variables stay, and timers, promises and ticks go on."""

import os
import signal

from notebook import NotebookTest

# Each of these says "go" and never ends by itself.
CASES = {
    "a loop": "go(); for (;;);",
    "a loop after an await": "await null; go(); for (;;);",
    "a loop in an async function": "async function spin() { await null; go(); for (;;); }\nawait spin()",
    "a timer": "setTimeout(() => { go(); for (;;); }, 0); await new Promise(() => {})",
    "a loop after a timer": "await new Promise((r) => setTimeout(r, 1)); go(); for (;;);",
    "an immediate": "await new Promise(() => setImmediate(() => { go(); for (;;); }))",
    "a tick": "await new Promise(() => process.nextTick(() => { go(); for (;;); }))",
    "a tick in a timer": "setTimeout(() => process.nextTick(() => { go(); for (;;); }), 0); await new Promise(() => {})",
    "a callback of fs": "require('fs').stat('.', () => { go(); for (;;); }); await new Promise(() => {})",
    "a promise of fs": "await require('fs').promises.stat('.'); go(); for (;;);",
    "an interval": "const once = setInterval(() => { clearInterval(once); go(); for (;;); }, 1); await new Promise(() => {})",
    "an emitter": "import { EventEmitter } from 'node:events'; new EventEmitter().on('x', () => { go(); for (;;); }).emit('x')",
    "an async context": "import { AsyncLocalStorage } from 'node:async_hooks'; new AsyncLocalStorage().run(1, () => { go(); for (;;); })",
    "an await in an async context": "import { AsyncLocalStorage as Storage } from 'node:async_hooks'; await new Storage().run(1, async () => { await null; go(); for (;;); })",
    "a promise's executor": "await new Promise(() => { go(); for (;;); })",
    "a comparator": "[3, 1, 2].sort(() => { go(); for (;;); })",
    "a getter": "JSON.stringify({ get a() { go(); for (;;); } })",
    "a proxy": "new Proxy({}, { get() { go(); for (;;); } }).x",
    "an imported module": "await import('data:text/javascript,console.log(%22go%22);for(;;);')",
    "a server": "import http from 'node:http'; const server = http.createServer(() => { go(); for (;;); }).listen(0); await new Promise((r) => server.on('listening', r)); http.get({ port: server.address().port }); await new Promise(() => {})",
    "Atomics.wait": "go(); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
    "a regular expression": "go(); /^(a+)+$/.test('a'.repeat(40) + 'b')",
    "a promise that never settles": "go(); await new Promise(() => {})",
    "an inner await": "async function inner() { go(); await new Promise(() => {}) }\nawait inner()",
    "for await": "async function* ticks() { go(); for (let i = 0; ; i++) { await new Promise((r) => setTimeout(r, 1)); yield i } } for await (const t of ticks()) ;",
    "a data loader": "import * as mx from 'gluonlab'; const { data } = mx.gluon; class Slow extends data.Dataset<Promise<number>> { length = 1000; async get(i: number) { await new Promise((r) => setTimeout(r, 5)); return i } }; go(); for await (const batch of new data.DataLoader(new Slow(), { batchSize: 2 })) ;",
    "a native wait": "import { nd, waitall } from 'gluonlab'; const big = nd.ones([1500, 1500]); go(); for (;;) { for (let i = 0; i < 50; i++) nd.dot(big, big); waitall() }",
    "printing": "go(); for (;;) console.log('more')",
    "awaits that never rest": "go(); for (;;) await null",
    "promises that never rest": "const again = (): Promise<void> => Promise.resolve().then(again); go(); await again()",
    "catching everything": "go(); for (;;) { try { for (;;); } catch {} }",
}


class Interrupt(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.run("let kept = 1; let ticks = 0; const background = setInterval(() => ticks++, 2); background.unref(); const go = () => console.log('go')")

    def interrupt_once_started(self, code):
        msg_id = self.notebook.submit(code)
        self.notebook.said(msg_id, "go")
        self.notebook.interrupt()
        return self.notebook.finish(msg_id)

    def assert_alive(self):
        self.run_ok("const seen = ticks; while (ticks === seen) await new Promise((r) => setTimeout(r, 1))")
        self.run_ok("await new Promise((r) => setImmediate(r)); await new Promise((r) => process.nextTick(r)); await Promise.resolve()")
        self.assert_result("kept", "1")

    def test_it_stops_a_cell_that_is_still_being_compiled(self):
        long = "".join(f"const name{i} = (x: number) => [x, {i}];\n" for i in range(3000))
        msg_id = self.notebook.submit(f"console.log('begun');\n{long}\nawait new Promise(() => {{}})")
        self.notebook.started(msg_id)
        self.notebook.interrupt()
        cell = self.notebook.finish(msg_id)
        self.assertEqual(cell.error, "KeyboardInterrupt: the cell was interrupted")
        self.assertEqual(cell.stream(), "")
        self.assert_alive()

    def test_it_stops_whatever_a_cell_does_and_keeps_the_state(self):
        for name, code in CASES.items():
            with self.subTest(name):
                cell = self.interrupt_once_started(code)
                self.assertEqual(cell.error, "KeyboardInterrupt: the cell was interrupted")
                self.assert_alive()

    def test_the_traceback_names_the_line_that_ran(self):
        cell = self.interrupt_once_started("function busy() {\n  go(); for (;;);\n}\nbusy()")
        self.assertIn(":2:", cell.traceback)
        self.assertIn("> 2 |   go(); for (;;);", cell.traceback)

    def test_finally_blocks_of_an_interrupted_await_run(self):
        self.run_ok("let cleaned = ''")
        self.interrupt_once_started("try { go(); await new Promise(() => {}) } catch (e) { cleaned += e.name; throw e } finally { cleaned += ' finally' }")
        self.assert_result("cleaned", "'KeyboardInterrupt finally'")

    def test_a_cell_that_survives_the_first_interrupt_ends_with_the_second(self):
        msg_id = self.notebook.submit("for (;;) { try { console.log('waiting'); await new Promise(() => {}) } catch {} }")
        self.notebook.said(msg_id, "waiting")
        self.notebook.interrupt()
        self.notebook.said(msg_id, "waiting")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(msg_id).reply["ename"], "KeyboardInterrupt")
        self.assert_alive()

    def test_cells_behind_an_interrupted_one_do_not_run(self):
        first = self.notebook.submit("console.log('go'); for (;;);", stop_on_error=False)
        second = self.notebook.submit("var afterwards = 1")
        self.notebook.said(first, "go")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(first).status, "error")
        self.assertEqual(self.notebook.finish(second).status, "aborted")
        self.assert_result("typeof afterwards", "'undefined'")

    def test_it_is_accepted_on_the_shell_channel_too(self):
        msg_id = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(msg_id, "go")
        request = self.notebook.send("shell", "interrupt_request", {})
        self.assertEqual(self.notebook.reply(request)["content"], {"status": "ok"})
        self.assertEqual(self.notebook.finish(msg_id).reply["ename"], "KeyboardInterrupt")

    def test_an_idle_kernel_takes_it_without_harm(self):
        for _ in range(2):
            request = self.notebook.send("control", "interrupt_request", {})
            self.assertEqual(self.notebook.reply(request, "control")["content"], {"status": "ok"})
        self.assert_alive()

    def test_a_question_ends(self):
        for code in ("prompt('?')", "await input('?')"):
            with self.subTest(code):
                msg_id = self.notebook.submit(code, allow_stdin=True)
                self.notebook.client.get_stdin_msg(timeout=20)
                self.notebook.interrupt()
                self.assertEqual(self.notebook.finish(msg_id).reply["ename"], "KeyboardInterrupt")
                self.assert_alive()

    def test_twenty_in_a_row_work(self):
        for _ in range(20):
            self.assertEqual(self.interrupt_once_started("go(); for (;;);").status, "error")
        self.assert_alive()

    def test_the_engine_stops_waiting_for_its_queue(self):
        self.run_ok("import { nd } from 'gluonlab'; let product = nd.ones([1024, 1024])")
        cell = self.interrupt_once_started("go(); for (;;) { product = nd.dot(product, product); product.dataSync() }")
        self.assertEqual(cell.error, "KeyboardInterrupt: the cell was interrupted")
        self.assert_result("nd.ones([2]).add(1).arraySync()", "[ 2, 2 ]")

    def test_the_signal_does_what_the_message_does(self):
        pid = int(self.run_ok("process.pid").result)
        for code in ("for (;;);", "await null; for (;;);", "await new Promise(() => {})"):
            with self.subTest(code):
                msg_id = self.notebook.submit(f"go(); {code}")
                self.notebook.said(msg_id, "go")
                os.kill(pid, signal.SIGINT)
                self.assertEqual(self.notebook.finish(msg_id).error, "KeyboardInterrupt: the cell was interrupted")
                self.assert_alive()


class Release(NotebookTest):
    """What only an interrupted or failed cell held is released."""

    def live_bytes(self):
        """After a few collections."""
        return int(self.run_ok("""await (async () => {
  const { engine, nd } = await import('gluonlab')
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--expose-gc')
  const gc = (await import('node:vm')).runInNewContext('gc')
  for (let turn = 0; turn < 4; turn++) {
    gc()
    // The engine looks for released arrays when it has made a few dozen new ones.
    for (let i = 0; i < 64; i++) nd.ones([1])
    engine.waitall()
    await new Promise((r) => setTimeout(r, 1))
  }
  return engine.stats().bytesInUse
})()""").result)

    def test_the_arrays_of_a_cell_that_did_not_end_are_released(self):
        self.run_ok("import { nd } from 'gluonlab'; const go = () => console.log('go'); nd.ones([2]).dataSync()")
        before = self.live_bytes()
        hold = "const held = []; for (let i = 0; i < 8; i++) held.push(nd.ones([256, 1024]).add(i))"
        cells = {
            "a loop": f"(() => {{ {hold}; go(); for (;;) held[0].shape }})()",
            "an await": f"await (async () => {{ {hold}; go(); await new Promise(() => {{}}); return held }})()",
            "a loop after an await": f"await (async () => {{ {hold}; await null; go(); for (;;) held[0].shape }})()",
            "an error": f"(() => {{ {hold}; throw Object.assign(new Error('go'), {{ held }}) }})()",
        }
        for name, code in cells.items():
            with self.subTest(name):
                msg_id = self.notebook.submit(code)
                if name != "an error":
                    self.notebook.said(msg_id, "go")
                    self.notebook.interrupt()
                self.assertEqual(self.notebook.finish(msg_id).status, "error")
                self.assertLess(self.live_bytes() - before, 1 << 20)
