"""The debugger, as a front end drives it: where it stops, how it goes on, and that it leaves no trace."""

from pathlib import Path

from debug_session import DebugError, DebuggerTest, DebugSession
from ipykernel.compiler import get_tmp_hash_seed, murmur2_x86
from notebook import NotebookTest

ADD = """// adds
interface Unused { q: number }

function add(a: number, b: number): number {
  const sum = a + b;
  return sum;
}
const first = add(1, 2);
const second = add(first, 10);
second"""

LIBRARY = """// halves
interface Unused { q: number }

export function half(v: number): number {
  const result = v / 2;
  return result;
}
"""


class Files(NotebookTest):
    """What a front end may know before anything is attached."""

    def setUp(self):
        self.debug = DebugSession(self.notebook)

    def test_the_kernel_says_that_it_has_a_debugger(self):
        info = self.notebook.ask("kernel_info")
        self.assertIn("debugger", info["supported_features"])
        self.assertIs(info["debugger"], True)
        self.assertIs(self.notebook.manager.kernel_spec.metadata["debugger"], True)

    def test_a_cell_has_the_file_that_ipykernel_would_give_it(self):
        info = self.debug.request("debugInfo")
        self.assertEqual((info["isStarted"], info["hashMethod"]), (False, "Murmur2"))
        self.assertEqual(info["hashSeed"], get_tmp_hash_seed())
        for code in ("", "1", "12", "123", "const x = 1;", "const ü = '∑𝄞';\n" * 100):
            name = f"{info['tmpFilePrefix']}{murmur2_x86(code, info['hashSeed'])}{info['tmpFileSuffix']}"
            self.assertEqual(self.debug.request("dumpCell", code=code)["sourcePath"], name)
            self.assertEqual(Path(name).read_text(), code)

    def test_variables_are_shown_with_nothing_attached(self):
        self.run_ok("const answer = 42; let words = ['a', 'b']; function f() {}")
        variables = {v["name"]: v for v in self.debug.request("inspectVariables")["variables"]}
        self.assertEqual(variables["answer"]["value"], "42")
        self.assertEqual(variables["words"]["type"], "Array(2)")
        children = self.debug.children(variables["words"]["variablesReference"])
        self.assertEqual({name: child["value"] for name, child in children.items()}, {"0": "'a'", "1": "'b'"})

    def test_variables_are_shown_while_a_cell_runs(self):
        self.run_ok("let turns = 0")
        msg_id = self.notebook.submit("console.log('go'); for (;;) turns++")
        self.notebook.said(msg_id, "go")
        turns = lambda: next(
            int(v["value"]) for v in self.debug.request("inspectVariables")["variables"] if v["name"] == "turns"
        )
        before = turns()
        while turns() == before:
            pass
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(msg_id).reply["ename"], "KeyboardInterrupt")

    def test_a_variable_is_rendered_as_display_would(self):
        self.run_ok("const rich = { [Symbol.for('Jupyter.display')]: async () => ({ 'text/html': '<b>1</b>' }) }")
        body = self.debug.request("richInspectVariables", variableName="rich")
        self.assertEqual(body["data"]["text/html"], "<b>1</b>")
        with self.assertRaisesRegex(DebugError, "is not the name of a variable"):
            self.debug.request("richInspectVariables", variableName="process.exit()")

    def test_an_unknown_command_and_a_step_of_a_running_program_are_refused(self):
        with self.assertRaisesRegex(DebugError, 'no command "fly"'):
            self.debug.request("fly")
        with self.assertRaisesRegex(DebugError, "not stopped"):
            self.debug.request("next", threadId=1)
        with self.assertRaisesRegex(DebugError, "attached"):
            self.debug.break_at("/nowhere.ts", 1)


class Breakpoints(DebuggerTest):
    def test_a_cell_stops_at_a_line_that_was_set_before_it_ran(self):
        [breakpoint] = self.debug.break_in(ADD, 5)
        self.assertEqual((breakpoint["verified"], breakpoint["line"]), (True, 5))
        msg_id, stop = self.run_to_stop(ADD)
        self.assertEqual(stop["reason"], "breakpoint")
        self.assertEqual(self.debug.request("debugInfo")["stoppedThreads"], [1])
        top, cell = self.debug.frames()
        self.assertEqual((top["name"], top["line"]), ("add", 5))
        self.assertEqual((cell["line"], cell["column"]), (8, 15))
        self.assertEqual(top["source"]["path"], self.debug.request("dumpCell", code=ADD)["sourcePath"])
        self.debug.go()
        self.debug.event("stopped")
        self.assertEqual(self.debug.places()[1].split(":")[1], "9")
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "13")
        self.debug.break_in(ADD)

    def test_a_breakpoint_moves_to_the_next_statement(self):
        lines = [b["line"] for b in self.debug.break_in(ADD, 1, 2, 5, 7, 99)]
        self.assertEqual(lines, [5, 5, 5, 8, 10])
        self.debug.break_in(ADD)

    def test_a_function_of_an_earlier_cell_stops(self):
        code = "function earlier() {\n  return 7;\n}"
        self.run_ok(code)
        self.debug.break_in(code, 2)
        msg_id, _ = self.run_to_stop("earlier()")
        self.assertEqual(self.debug.places()[0], "earlier:2")
        self.debug.break_in(code)
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "7")
        self.assert_result("earlier()", "7")

    def test_a_condition_sees_locals_and_the_notebook(self):
        self.run_ok("const limit = 3")
        code = "for (let i = 0; i < 1000; i++) {\n  const twice = i * 2;\n  console.log(twice);\n}"
        self.debug.break_in(code, {"line": 3, "condition": "twice === limit * 100 || i === 200"})
        msg_id, _ = self.run_to_stop(code)
        self.assertEqual(self.debug.evaluate("i")["result"], "150")
        self.debug.go()
        self.debug.event("stopped")
        self.assertEqual(self.debug.evaluate("i")["result"], "200")
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).status, "ok")
        self.debug.break_in(code)

    def test_a_condition_that_is_wrong_stops(self):
        self.debug.break_in("1;\n2;", {"line": 2, "condition": "nobody.knows"})
        msg_id, _ = self.run_to_stop("1;\n2;")
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).status, "ok")
        self.debug.break_in("1;\n2;")

    def test_a_debugger_statement_stops(self):
        msg_id, stop = self.run_to_stop("let here = 1;\ndebugger;\nhere")
        self.assertEqual(stop["description"], "Paused on a debugger statement")
        self.assertEqual(self.debug.frames()[0]["line"], 2)
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "1")

    def test_imported_typescript_and_javascript_stop(self):
        library = self.notebook.write("halves.ts", LIBRARY)
        plain = self.notebook.write("twice.js", "export function twice(v) {\n  return v * 2;\n}\n")
        [waiting] = self.debug.break_at(library, 3)
        self.assertFalse(waiting["verified"])
        self.debug.break_at(plain, 2)
        msg_id = self.notebook.submit(
            "import { half } from './halves'; import { twice } from './twice.js';\ntwice(half(10))"
        )
        changed = self.debug.event("breakpoint")["breakpoint"]
        self.assertEqual((changed["id"], changed["verified"], changed["line"]), (waiting["id"], True, 5))
        self.debug.event("stopped")
        self.assertEqual(self.debug.places()[0], "half:5")
        self.assertEqual(self.debug.frames()[0]["source"]["path"], str(library))
        self.assertEqual(self.debug.request("source", source={"path": str(library)})["content"], LIBRARY)
        modules = {module["path"] for module in self.debug.request("modules")["modules"]}
        self.assertLessEqual({str(library), str(plain)}, modules)
        self.debug.go()
        self.debug.event("stopped")
        self.assertEqual(self.debug.places()[0], "twice:2")
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "10")
        self.debug.break_at(library)
        self.debug.break_at(plain)

    def test_a_changed_module_stops_at_its_new_line(self):
        path = self.notebook.write("changing.ts", "export const f = () => {\n  return 1;\n};\n")
        self.run_ok("import { f } from './changing'; f()")
        self.debug.break_at(path, 2)
        self.notebook.write("changing.ts", "// one line more\nexport const f = () => {\n  return 2;\n};\n")
        self.debug.break_at(path, 3)
        msg_id, _ = self.run_to_stop("import { f as changed } from './changing'; changed()")
        self.assertEqual(self.debug.frames()[0]["line"], 3)
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "2")
        self.debug.break_at(path)

    def test_a_cell_whose_code_v8_has_dropped_can_be_run_again(self):
        code = "let dropped = 1;\ndropped += 1;"
        self.run_ok(code)
        self.run_ok("require('v8').setFlagsFromString('--expose-gc'); require('vm').runInNewContext('gc')()")
        self.assertEqual([b["line"] for b in self.debug.break_in(code, 2)], [2])
        msg_id, _ = self.run_to_stop(code)
        self.assertEqual(self.debug.frames()[0]["line"], 2)
        self.debug.break_in(code)
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).status, "ok")

    def test_debug_info_tells_the_breakpoints(self):
        path = self.debug.request("dumpCell", code=ADD)["sourcePath"]
        self.debug.break_in(ADD, 8)
        [known] = self.debug.request("debugInfo")["breakpoints"]
        self.assertEqual((known["source"], [b["line"] for b in known["breakpoints"]]), (path, [8]))
        self.debug.break_in(ADD)
        self.assertEqual(self.debug.request("debugInfo")["breakpoints"], [])


class Steps(DebuggerTest):
    def stop_at(self, code, line):
        self.debug.break_in(code, line)
        msg_id, _ = self.run_to_stop(code)
        self.debug.break_in(code)
        return msg_id

    def lines(self, *steps):
        return [self.debug.step(step).rsplit(":", 1)[1] for step in steps]

    def test_they_go_over_into_and_out_of_a_function(self):
        msg_id = self.stop_at(ADD, 8)
        self.assertEqual(self.debug.step("stepIn"), "add:5")
        self.assertEqual(self.debug.step("next"), "add:6")
        self.assertEqual(self.lines("stepOut", "next"), ["9", "10"])
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "13")

    def test_they_go_from_line_to_line_and_from_turn_to_turn(self):
        code = "let a = 1; let b = 2; let c = a + b;\nfor (let i = 0; i < 2; i++) {\n  c += i;\n}\nc"
        msg_id = self.stop_at(code, 1)
        self.assertEqual(self.lines("next", "next", "next", "next", "next", "next"), ["2", "3", "2", "3", "2", "5"])
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "4")

    def test_they_go_over_an_await(self):
        code = "let before = 1;\nawait new Promise((r) => setTimeout(r, 5));\nlet after = 2;"
        msg_id = self.stop_at(code, 2)
        self.assertEqual(self.debug.step("next").rsplit(":", 1)[1], "3")
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).status, "ok")

    def test_they_do_not_enter_the_kernel_or_gluonlab(self):
        self.run_ok("import { nd, autograd } from 'gluonlab'; const one = nd.ones([2])")
        code = "console.log('x');\nconst two = autograd.record(() => {\n  return one.add(1);\n});\ntwo.shape"
        msg_id = self.stop_at(code, 1)
        self.assertEqual(self.lines("stepIn"), ["2"])
        # Through the library, into the function it was given.
        self.assertEqual(self.lines("stepIn"), ["3"])
        self.assertEqual([place.rsplit(":", 1)[1] for place in self.debug.places()], ["3", "2"])
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "[ 2 ]")

    def test_a_step_out_of_a_cell_lets_it_end_and_does_not_stop_the_next_one(self):
        msg_id = self.stop_at("let last = 1;\nlast + 1", 2)
        self.debug.go("next")
        self.assertEqual(self.notebook.finish(msg_id).result, "2")
        self.assert_result("last + 40", "41")
        # The step is over, also for those who stop the next cell for other reasons.
        msg_id = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(msg_id, "go")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(msg_id).reply["ename"], "KeyboardInterrupt")

    def test_pause_stops_a_running_loop(self):
        msg_id = self.notebook.submit("let spinning = true;\nconsole.log('go');\nwhile (spinning) ;")
        self.notebook.said(msg_id, "go")
        self.debug.request("pause", threadId=1)
        self.assertEqual(self.debug.event("stopped")["reason"], "pause")
        self.assertEqual(self.debug.frames()[0]["line"], 3)
        self.debug.evaluate("spinning = false")
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).status, "ok")


class Session(DebuggerTest):
    """What goes on around a stop."""

    def test_an_interrupt_ends_a_stopped_cell(self):
        self.run_ok("let untouched = 1")
        for code in ("debugger;\nuntouched = 2", "await null; debugger;\nuntouched = 2"):
            with self.subTest(code):
                msg_id, _ = self.run_to_stop(code)
                self.notebook.interrupt()
                self.debug.event("continued")
                self.assertEqual(self.notebook.finish(msg_id).error, "KeyboardInterrupt: the cell was interrupted")
                self.assert_result("untouched", "1")

    def test_an_interrupt_ends_a_cell_that_throws_without_end(self):
        self.debug.request("setExceptionBreakpoints", filters=["uncaught"])
        msg_id = self.notebook.submit("console.log('go'); for (;;) { try { throw new Error() } catch {} }")
        self.notebook.said(msg_id, "go")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(msg_id).error, "KeyboardInterrupt: the cell was interrupted")

    def test_the_kernel_answers_while_a_cell_is_stopped(self):
        self.run_ok("const completeMe = { alpha: 1 }")
        msg_id, _ = self.run_to_stop("debugger;")
        self.assertTrue(self.notebook.client.hb_channel.is_beating())
        self.assertEqual(self.notebook.ask("kernel_info")["status"], "ok")
        self.assertEqual(self.notebook.ask("complete", "completeMe.al")["matches"], ["alpha"])
        self.assertEqual(self.notebook.ask("is_complete", "if (1) {")["status"], "incomplete")
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).status, "ok")

    def test_a_disconnect_lets_the_cell_go_on_and_leaves_no_trace(self):
        self.debug.break_in(ADD, 5)
        self.debug.request("setExceptionBreakpoints", filters=["all"])
        msg_id, _ = self.run_to_stop(ADD)
        self.debug.stop()
        self.debug.event("terminated")
        self.assertEqual(self.notebook.finish(msg_id).result, "13")
        info = self.debug.request("debugInfo")
        self.assertEqual((info["isStarted"], info["breakpoints"], info["stoppedThreads"]), (False, [], []))
        self.assert_result(ADD, "13")
        self.assert_result("debugger; try { throw 1 } catch { 2 }; 3", "3")

    def test_a_second_attach_continues_the_session(self):
        self.debug.break_in(ADD, 5)
        msg_id, _ = self.run_to_stop(ADD)
        self.debug.start()
        self.assertEqual(self.debug.places()[0], "add:5")
        self.debug.break_in(ADD)
        self.debug.go()
        self.assertEqual(self.notebook.finish(msg_id).result, "13")
