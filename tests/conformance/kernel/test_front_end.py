"""What front ends ask beside cells: questions to the person, language services, life and death."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from notebook import SECONDS, Notebook, NotebookTest


class Stdin(NotebookTest):
    def answer(self, code, value, **options):
        msg_id = self.notebook.submit(code, allow_stdin=True, **options)
        question = self.notebook.client.get_stdin_msg(timeout=SECONDS)
        self.assertEqual(question["parent_header"]["msg_id"], msg_id)
        self.notebook.client.input(value)
        return question["content"], self.notebook.finish(msg_id)

    def test_prompt_blocks_until_the_answer_comes(self):
        question, cell = self.answer("console.log('asking'); const answered = prompt('name? '); answered + '!'", "Ada")
        self.assertEqual(question, {"prompt": "name? ", "password": False})
        self.assertEqual((cell.result, cell.stream()), ("'Ada!'", "asking\n"))

    def test_input_is_awaited_while_timers_go_on(self):
        self.run_ok("let ticked = false")
        question, cell = self.answer("setTimeout(() => { ticked = true }, 0); await input('key? ', { password: true })", "secret")
        self.assertEqual((question["password"], cell.result), (True, "'secret'"))
        self.assert_result("ticked", "true")

    def test_a_front_end_that_cannot_ask_gives_an_error(self):
        for code in ("prompt('x')", "await input('x')"):
            with self.subTest(code):
                cell = self.run_cell(code, allow_stdin=False)
                self.assertEqual(cell.error, "StdinRefused: this front end does not answer questions (allow_stdin is false)")

    def test_questions_one_after_the_other_get_their_own_answers(self):
        msg_id = self.notebook.submit("[prompt('a'), await input('b'), prompt('c')]", allow_stdin=True)
        for expected in "abc":
            self.assertEqual(self.notebook.client.get_stdin_msg(timeout=SECONDS)["content"]["prompt"], expected)
            self.notebook.client.input(expected.upper())
        self.assertEqual(self.notebook.finish(msg_id).result, "[ 'A', 'B', 'C' ]")


class LanguageServices(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.run("/** Trains. */\nclass Trainer<T> { constructor(readonly model: T) {} step(batchSize: number): T { return this.model } }\nconst trainer = new Trainer({ layers: ['a'] });")

    def matches(self, code, position=None):
        return self.notebook.ask("complete", code, position)["matches"]

    def test_names_and_members_of_earlier_cells_complete_by_their_types(self):
        self.assertEqual(self.matches("trai"), ["trainer"])
        self.assertEqual(self.matches("trainer."), ["model", "step"])
        self.assertEqual(self.matches("trainer.step(1).layers[0].toUpperC"), ["toUpperCase"])

    def test_the_newest_declaration_counts(self):
        self.run_ok("const changing = 1")
        self.run_ok("const changing = new Map<string, number>()")
        self.assertIn("clear", self.matches("changing.cl"))

    def test_names_of_earlier_cells_complete_wherever_a_value_may_stand(self):
        self.run_ok("const alphabet = 'abc'; interface Alphanumeric { a: 1 }")
        for code in ("0 + alpha", "f(alpha", "let z = alpha", "[1, alpha", "({ a: alpha", "`${alpha", "if (alpha", "(x: number) => alpha", "alphabet.length + alpha"):
            with self.subTest(code):
                self.assertEqual([m for m in self.matches(code) if m == "alphabet"], ["alphabet"])
        self.assertIn("Alphanumeric", self.matches("let z: Alpha"))
        for code in ("alphabet.alpha", "'alpha", "// alpha", "({ alpha: 1 }).alpha"):
            with self.subTest(code):
                self.assertNotIn("alphabet", self.matches(code))

    def test_packages_paths_and_kernel_names_complete(self):
        self.assertIn("node:fs", self.matches("import fs from 'node:f"))
        self.assertIn("clearOutput", self.matches("clearO"))
        self.assertIn("display", self.matches("import { disp } from 'gluonlab/kernel'", len("import { disp")))

    def test_positions_count_code_points(self):
        reply = self.notebook.ask("complete", "'\U0001f600'; trainer.st")
        self.assertEqual((reply["matches"], reply["cursor_start"], reply["cursor_end"]), (["step"], 13, 15))
        self.assertTrue(self.notebook.ask("inspect", "'\U0001f600'; trainer", 6)["found"])

    def test_the_services_answer_while_a_cell_runs(self):
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        self.assertEqual(self.matches("trainer.st"), ["step"])
        self.assertTrue(self.notebook.ask("inspect", "trainer", 3)["found"])
        self.assertEqual(self.notebook.ask("is_complete", "f(1)")["status"], "complete")
        self.notebook.interrupt()
        self.notebook.finish(busy)

    def test_inspection_shows_signature_and_documentation(self):
        reply = self.notebook.ask("inspect", "new Trainer(1)", 6)
        self.assertIn("Trainer", reply["data"]["text/plain"])
        self.assertIn("Trains.", reply["data"]["text/plain"])
        self.assertIn("```typescript", reply["data"]["text/markdown"])
        self.assertIn("step(batchSize: number)", self.notebook.ask("inspect", "trainer.step(")["data"]["text/plain"])

    def test_nothing_to_inspect_is_found_false(self):
        self.assertEqual(self.notebook.ask("inspect", "   ", 1), {"status": "ok", "found": False, "data": {}, "metadata": {}})

    def test_members_of_what_is_any_complete_by_the_value_and_run_nothing(self):
        self.run_ok("let loose: any = { rows: [{ size: 3 }], get trap() { throw new Error('ran') }, call() { return 'ran' } }")
        matches = lambda code: self.notebook.ask("complete", code)["matches"]
        self.assertEqual(matches("loose."), ["rows", "trap", "call"])
        self.assertEqual(matches("loose.rows[0].s"), ["size"])
        self.assertEqual(matches("loose.trap."), [])
        self.assertEqual(matches("loose.call()."), [])
        self.assertEqual(matches("const f = (loose: any) => loose."), [])

    def test_completions_say_kind_and_signature(self):
        self.run_ok("function area(width: number, height = 1): number { return width * height }")
        [item] = self.notebook.ask("complete", "are")["metadata"]["_jupyter_types_experimental"]
        self.assertEqual((item["text"], item["type"], item["start"], item["end"]), ("area", "function", 0, 3))
        [item] = self.notebook.ask("complete", "'text'.padEn")["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(item["signature"], "String.padEnd(maxLength: number, fillString?: string): string")

    def test_inspection_shows_the_value_and_what_an_array_holds(self):
        self.run_ok("import { nd } from 'gluonlab'; const grid = nd.array([[1, 2], [3, 6]]); let pair: any = { left: 1 }")
        plain = lambda code: self.notebook.ask("inspect", code)["data"]["text/plain"]
        self.assertEqual(plain("grid"), "const grid: NDArray\n\nNDArray (2, 2) float32 @cpu(0)\nmin 1, max 6, mean 3")
        self.assertIn("{ left: 1 }", plain("pair"))
        self.assertIn("1", plain("pair.left"))

    def test_incomplete_code_says_how_far_to_indent(self):
        self.assertEqual(self.notebook.ask("is_complete", "if (a) {\n  f(["), {"status": "incomplete", "indent": "      "})

    def test_code_that_the_parser_gives_up_on_is_of_unknown_completeness(self):
        self.assertEqual(self.notebook.ask("is_complete", "[" * 20_000 + "]" * 20_000), {"status": "unknown"})
        self.assertEqual(self.notebook.ask("is_complete", "1"), {"status": "complete"})

    def test_a_silent_cell_does_not_hide_the_one_before(self):
        self.run_ok("const visible = { inside: 1 }")
        self.run_ok("var unseen = 1", silent=True, store_history=False)
        self.assertEqual(self.matches("visible."), ["inside"])

    def test_gluonlab_completes_and_explains_itself(self):
        self.run_ok("import * as mx from 'gluonlab'; const { nd } = mx; const ones = nd.ones([2, 3])")
        self.assertIn("arange", self.matches("nd.ara"))
        self.assertIn("reshape", self.matches("ones.add(1).resh"))
        self.assertIn("NDArray", self.notebook.ask("inspect", "ones")["data"]["text/plain"])

    def test_a_cell_that_fails_to_parse_does_not_disturb_completion(self):
        self.run_cell("const = 5")
        self.assertEqual(self.matches("trai"), ["trainer"])


class Requests(NotebookTest):
    def test_kernel_info_is_answered_on_shell_and_on_control_also_while_busy(self):
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        for channel in ("shell", "control"):
            with self.subTest(channel):
                content = self.notebook.reply(self.notebook.send(channel, "kernel_info_request", {}), channel)["content"]
                self.assertEqual((content["status"], content["language_info"]["name"]), ("ok", "typescript"))
        self.notebook.interrupt()
        self.notebook.finish(busy)

    def test_the_busy_cell_stays_busy_after_another_request(self):
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        asked = self.notebook.send("shell", "kernel_info_request", {})
        idle = lambda m: m["content"].get("execution_state") == "idle" and m["parent_header"]["msg_id"] == asked
        self.notebook.iopub(until=idle)
        last = self.notebook.iopub(until=lambda m: m["msg_type"] == "status")[-1]
        self.assertEqual((last["content"]["execution_state"], last["parent_header"]["msg_id"]), ("busy", busy))
        self.notebook.interrupt()
        self.notebook.finish(busy)

    def test_a_request_of_unknown_kind_or_with_wrong_content_does_no_harm(self):
        self.notebook.send("shell", "dance_request", {})
        self.notebook.send("shell", "comm_msg", {})
        wrong = self.notebook.send("shell", "history_request", {"hist_access_type": "nonsense"})
        self.assertEqual(self.notebook.reply(wrong)["content"]["status"], "error")
        wrong = self.notebook.send("shell", "execute_request", {"code": 5})
        self.assertEqual(self.notebook.reply(wrong)["content"]["status"], "error")
        wrong = self.notebook.send("shell", "complete_request", {"code": None, "cursor_pos": "x"})
        self.assertEqual(self.notebook.reply(wrong)["content"]["status"], "error")
        for expressions in ({"a": None}, ["a"], "a", 7):
            wrong = self.notebook.send("shell", "execute_request", {"code": "1", "user_expressions": expressions})
            reply = self.notebook.reply(wrong)["content"]
            self.assertEqual((reply["status"], reply["ename"]), ("error", "TypeError"), reply)
            self.assertIn("user_expressions", reply["evalue"])
        none = self.notebook.send("shell", "execute_request", {"code": "1", "user_expressions": None})
        self.assertEqual(self.notebook.reply(none)["content"]["status"], "ok")
        self.assertEqual(self.notebook.ask("is_complete", "f(")["status"], "incomplete")
        self.assert_result("1 + 1", "2")

    def raw(self, frames):
        self.notebook.client.shell_channel.socket.send_multipart(frames)

    def test_a_message_that_is_not_signed_by_the_key_is_dropped_and_the_kernel_lives(self):
        session = self.notebook.client.session
        message = session.msg("execute_request", {"code": "var forged = true", "silent": False})
        frames = session.serialize(message)
        start = frames.index(b"<IDS|MSG>")
        for signature in (b"", b"0" * 64, b"short"):
            self.raw([*frames[:start], b"<IDS|MSG>", signature, *frames[start + 2 :]])
        tampered = [*frames]
        tampered[-1] = tampered[-1].replace(b"forged", b"forgot")
        self.raw(tampered)
        self.assert_result("[typeof forged, typeof forgot]", "[ 'undefined', 'undefined' ]")

    def test_a_recorded_message_that_is_sent_again_is_dropped(self):
        self.run_ok("let counted = 0")
        session = self.notebook.client.session
        frames = session.serialize(session.msg("execute_request", {"code": "counted++", "silent": False}))
        for _ in range(3):
            self.raw(frames)
        self.assert_result("counted", "1")

    def test_a_truncated_or_garbled_message_is_dropped_and_the_kernel_lives(self):
        session = self.notebook.client.session
        frames = session.serialize(session.msg("kernel_info_request", {}))
        start = frames.index(b"<IDS|MSG>")
        self.raw([b"<IDS|MSG>"])
        self.raw([b""])
        self.raw([b"x", b"y"])
        self.raw(frames[: start + 4])
        for part in ([b"not json", b"{}", b"{}", b"{}"], [b"[]", b"{}", b"{}", b"{}"], [b"{}", b"{}", b"{}", b"{}"]):
            self.raw([b"<IDS|MSG>", session.sign(part), *part])
        self.assert_result("1 + 1", "2")


class Life(unittest.TestCase):
    def start(self, **options):
        folder = tempfile.TemporaryDirectory(prefix="gluonlab-notebook-")
        self.addCleanup(folder.cleanup)
        notebook = Notebook(folder.name, **options)
        self.addCleanup(notebook.close)
        return notebook

    def watched(self):
        """A kernel, and a function that waits for its end and gives its exit code and what it wrote to standard error."""
        notebook = self.start(stderr=subprocess.PIPE)
        process = notebook.manager.provisioner.process

        def ended():
            code = process.wait(timeout=SECONDS)
            with process.stderr as errors:
                return code, errors.read().decode()

        return notebook, ended

    def wait_for_exit(self, notebook):
        end = time.monotonic() + SECONDS
        while notebook.manager.is_alive() and time.monotonic() < end:
            time.sleep(0.02)
        self.assertFalse(notebook.manager.is_alive())
        return notebook.manager.provisioner.process.returncode if notebook.manager.provisioner.process else 0

    def test_shutdown_replies_and_ends_the_process(self):
        notebook = self.start()
        request = notebook.send("control", "shutdown_request", {"restart": False})
        self.assertEqual(notebook.reply(request, "control")["content"], {"status": "ok", "restart": False})
        self.wait_for_exit(notebook)

    def test_shutdown_ends_a_busy_kernel(self):
        notebook = self.start()
        busy = notebook.submit("console.log('go'); for (;;);")
        notebook.said(busy, "go")
        request = notebook.send("control", "shutdown_request", {"restart": False})
        self.assertEqual(notebook.reply(request, "control")["content"]["status"], "ok")
        self.wait_for_exit(notebook)

    def test_shutdown_among_many_requests_is_a_clean_end(self):
        for code in ("for (;;) console.log('on')", "for (;;) { console.log('on'); await new Promise(setImmediate) }"):
            with self.subTest(code):
                notebook, ended = self.watched()
                notebook.submit(code)
                for _ in range(20):
                    notebook.client.kernel_info()
                    notebook.client.complete("Math.")
                    notebook.client.execute("1")
                notebook.send("control", "shutdown_request", {"restart": False})
                for _ in range(20):
                    notebook.client.kernel_info()
                self.assertEqual(ended(), (0, ""))

    def test_a_restarted_kernel_is_fresh(self):
        notebook = self.start()
        notebook.run("var before = 1")
        notebook.manager.restart_kernel()
        notebook.client.wait_for_ready(timeout=SECONDS)
        self.assertEqual(notebook.run("typeof before").result, "'undefined'")

    def test_a_kernel_whose_parent_dies_ends(self):
        program = (
            "import sys, time; sys.path.insert(0, sys.argv[1]); from notebook import Notebook; import tempfile\n"
            "n = Notebook(tempfile.mkdtemp()); print(n.run('process.pid').result, flush=True); time.sleep(60)"
        )
        here = os.path.dirname(os.path.abspath(__file__))
        parent = subprocess.Popen([sys.executable, "-c", program, here], stdout=subprocess.PIPE, text=True)
        kernel = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
        end = time.monotonic() + SECONDS
        while os.path.exists(f"/proc/{kernel}") and time.monotonic() < end:
            time.sleep(0.05)
        self.assertFalse(os.path.exists(f"/proc/{kernel}"))

    def test_a_kernel_that_cannot_bind_its_ports_says_so_and_ends(self):
        notebook = self.start()
        taken = notebook.manager.connection_file
        argv = [taken if part == "{connection_file}" else part for part in notebook.manager.kernel_spec.argv]
        second = subprocess.run(argv, capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(second.returncode, 1)
        self.assertIn("Address already in use", second.stderr)
