"""What the debugger shows where a cell has stopped: variables, expressions, exceptions."""

from debug_session import DebugError, DebuggerTest


class Variables(DebuggerTest):
    STOP = """class Point { constructor(public x: number, public y: number) {} get length() { return 5; } }
function look(this: unknown, point: Point) {
  const list = [1, 'two', { three: 3 }];
  const table = new Map<string, unknown>([['k', point]]);
  let count = 1;
  { const inner = count; debugger; }
  return count;
}
look(new Point(3, 4))"""

    def setUp(self):
        super().setUp()
        self.run_ok("const outside = 41; let changing = 'a';")
        self.msg_id, _ = self.run_to_stop(self.STOP)

    def finish(self):
        self.debug.go()
        return self.notebook.finish(self.msg_id)

    def test_scopes_are_those_of_the_person(self):
        self.assertEqual(list(self.debug.scopes()), ["Block", "Locals", "Globals"])
        self.assertEqual(self.debug.values("Block"), {"inner": "1"})
        self.assertEqual(set(self.debug.values("Locals")), {"point", "list", "table", "count"})
        self.assertEqual(self.debug.values("Locals", frame=1), {})
        notebook = self.debug.values("Globals")
        self.assertEqual((notebook["outside"], notebook["changing"]), ("41", "'a'"))
        self.assertEqual([name for name in notebook if "$" in name], [])
        self.finish()

    def test_values_open(self):
        locals = self.debug.variables("Locals")
        open = lambda variable: {n: v["value"] for n, v in self.debug.children(variable["variablesReference"]).items()}
        self.assertEqual(locals["point"]["type"], "Point")
        self.assertEqual(open(locals["point"]), {"x": "3", "y": "4"})
        self.assertEqual(locals["list"]["type"], "Array(3)")
        self.assertEqual(open(locals["list"]), {"0": "1", "1": "'two'", "2": "{ three: 3 }"})
        self.assertEqual(locals["table"]["type"], "Map(1)")
        [entry] = self.debug.children(locals["table"]["variablesReference"]).values()
        self.assertEqual((entry["name"], open(entry)), ("'k'", {"x": "3", "y": "4"}))
        part = self.debug.children(locals["list"]["variablesReference"], start=1, count=1)
        self.assertEqual(list(part), ["1"])
        self.finish()

    def test_private_fields_are_shown_and_open(self):
        self.finish()
        self.run_ok("""class Base { #hidden = 1n; }
class Account extends Base { #money = NaN; #log = ['opened']; static count = 2; static #all = 0; name = 'a'; get #twice() { return this.#money * 2; } }
const account = new Account(); const none = [1, 2]""")
        def open(variables, name):
            return self.debug.children(variables[name]["variablesReference"])
        for where in ("stopped", "running"):
            with self.subTest(where):
                if where == "stopped":
                    self.msg_id, _ = self.run_to_stop("debugger;")
                notebook = {v["name"]: v for v in self.debug.request("inspectVariables")["variables"]}
                fields = open(notebook, "account")
                self.assertEqual({n: v["value"] for n, v in fields.items()}, {"name": "'a'", "#hidden": "1n", "#money": "NaN", "#log": "[ 'opened' ]"})
                self.assertEqual([v["value"] for v in open(fields, "#log").values()], ["'opened'"])
                self.assertEqual({n: v["value"] for n, v in open(notebook, "Account").items()}, {"count": "2", "#all": "0"})
                self.assertEqual(list(open(notebook, "none")), ["0", "1"])
                self.assert_refused('"#money" is private to its class', "setVariable", variablesReference=notebook["account"]["variablesReference"], name="#money", value="5")
                if where == "stopped":
                    self.finish()

    def test_expressions_see_the_frame_and_the_notebook(self):
        self.assertEqual(self.debug.evaluate("point.x + inner + outside")["result"], "45")
        self.assertEqual(self.debug.evaluate("(point as Point).length satisfies number")["result"], "5")
        self.assertEqual(self.debug.evaluate("outside + 1", frame=None)["result"], "42")
        opened = self.debug.evaluate("[point]", context="watch")
        self.assertEqual((opened["result"], opened["type"]), ("[ [Point] ]", "Array(1)"))
        self.assertEqual(list(self.debug.children(opened["variablesReference"])), ["0"])
        for expression, error in {"nobody": "nobody is not defined", "1 +": "Expression expected", "await 1": "awaits"}.items():
            with self.assertRaisesRegex(DebugError, error):
                self.debug.evaluate(expression)
        self.finish()

    def test_variables_are_set(self):
        scopes = self.debug.scopes()
        set = lambda reference, name, value: self.debug.request(
            "setVariable", variablesReference=reference, name=name, value=value
        )
        self.assertEqual(set(scopes["Locals"]["variablesReference"], "count", "outside + 1")["value"], "42")
        self.assertEqual(self.debug.values("Locals")["count"], "42")
        set(scopes["Globals"]["variablesReference"], "changing", "'b'")
        point = self.debug.variables("Locals")["point"]["variablesReference"]
        set(point, "x", "count")
        self.assertEqual(self.debug.evaluate("point.x")["result"], "42")
        table = self.debug.variables("Locals")["table"]["variablesReference"]
        self.assert_refused("entries of a Map", "setVariable", variablesReference=table, name="'k'", value="1")
        self.assertEqual(self.finish().result, "42")
        self.assert_result("changing", "'b'")

    def test_a_local_is_copied_to_the_notebook(self):
        frame = self.debug.frames()[0]["id"]
        self.debug.request("copyToGlobals", srcVariableName="list", dstVariableName="copied", srcFrameId=frame)
        self.assertIn("copied", self.debug.variables("Globals"))
        self.finish()
        self.assert_result("copied.length", "3")

    def test_a_local_is_rendered(self):
        frame = self.debug.frames()[0]["id"]
        body = self.debug.request("richInspectVariables", variableName="point", frameId=frame)
        self.assertEqual(body["data"], {"text/plain": "Point { x: 3, y: 4 }"})
        self.finish()

    def test_a_variable_before_its_declaration_says_so(self):
        self.finish()
        self.msg_id, _ = self.run_to_stop("(() => {\n  debugger;\n  const later = 1;\n  return () => later;\n})()")
        self.assertEqual(self.debug.values("Locals"), {"later": "(not initialized)"})
        self.finish()

    def test_closures_are_scopes(self):
        self.finish()
        self.msg_id, _ = self.run_to_stop("(() => {\n  let held = 7;\n  return () => { debugger; return held; };\n})()()")
        self.assertEqual(self.debug.values("Closure"), {"held": "7"})
        self.assertEqual(self.finish().result, "7")


class Exceptions(DebuggerTest):
    def stops(self, code, filters):
        """Whether a cell stops at an exception; the text of the stop, or None."""
        self.debug.request("setExceptionBreakpoints", filters=filters)
        msg_id = self.notebook.submit(code)
        is_stop = lambda m: m["msg_type"] == "debug_event" and m["content"]["event"] == "stopped"
        is_idle = lambda m: m["parent_header"].get("msg_id") == msg_id and m["content"].get("execution_state") == "idle"
        last = self.notebook.iopub(until=lambda m: is_stop(m) or is_idle(m))[-1]
        if is_idle(last):
            self.notebook.reply(msg_id)
            return None
        self.assertEqual(last["content"]["body"]["reason"], "exception")
        self.line = self.debug.frames()[0]["line"]
        self.info = self.debug.request("exceptionInfo")
        self.debug.request("setExceptionBreakpoints", filters=[])
        self.debug.go()
        self.notebook.finish(msg_id)
        return last["content"]["body"]["text"]

    ASYNC = "async function g() {\n  await null; throw new Error('caught');\n}\n"
    CAUGHT = {
        "a try": "try {\n  throw new Error('caught');\n} catch {}",
        "the try of a caller": "function f() {\n  throw new Error('caught');\n}\ntry { f() } catch {}",
        "the try of a caller that awaits": "async function g() {\n  await null; throw new Error('caught');\n}\ntry { await g() } catch {}",
        "a try after twelve awaits": "async function g() { for (let i = 0; i < 12; i++) await i;\n  throw new Error('caught');\n}\ntry { await g() } catch {}",
        "the try of a caller's caller": f"{ASYNC}async function h() {{ return g() }}\ntry {{ await h() }} catch {{}}",
        "catch of a promise": f"{ASYNC}await g().catch(() => 0)",
        "catch behind then": f"{ASYNC}await g().then(() => 1).finally(() => 2).catch(() => 0)",
        "then with two callbacks": f"{ASYNC}await g().then(() => 1, () => 0)",
        "catch before the first await": "async function g() {\n  throw new Error('caught');\n}\nawait g().catch(() => 0)",
        "a callback of then": "await Promise.resolve().then(() => {\n  throw new Error('caught');\n}).catch(() => 0)",
        "a named callback of then": "const callback = () => {\n  throw new Error('caught');\n}\ntry { await Promise.resolve().then(callback) } catch {}",
        "an executor": "await new Promise(() => {\n  throw new Error('caught');\n}).catch(() => 0)",
        "reject": "await new Promise((resolve, reject) => {\n  reject(new Error('caught'));\n}).catch(() => 0)",
        "a late reject": "await new Promise((resolve, reject) => { setTimeout(() => {\n  reject(new Error('caught'));\n}) }).catch(() => 0)",
        "Promise.reject": "try {\n  await Promise.reject(new Error('caught'));\n} catch {}",
        "one of several promises": f"{ASYNC}try {{ await Promise.all([g(), null]) }} catch {{}}",
        "all settled": f"{ASYNC}await Promise.allSettled([1].map(g))",
        "a variable": f"{ASYNC}const running = g(); await null; try {{ await running }} catch {{}}",
        "a local variable": f"{ASYNC}async function h() {{ let p = g(); p = p.then(() => 1); await p.catch(() => 0) }}\nawait h()",
        "a loop over a generator": "async function* g() {\n  throw new Error('caught');\n}\ntry { for await (const x of g()) x } catch {}",
    }
    UNCAUGHT = {
        "the cell": "1;\nthrow new Error('uncaught')",
        "a function": "function f() {\n  throw new Error('uncaught');\n}\nf()",
        "after an await": "await null;\nthrow new Error('uncaught')",
        "an async function": "async function g() {\n  await null; throw new Error('uncaught');\n}\nawait g()",
        "a finally": "try {\n  throw new Error('uncaught');\n} finally {}",
        "a catch": "try { null } finally {\n  throw new Error('uncaught'); }",
        "a promise that nobody awaits": "async function g() {\n  await null; throw new Error('uncaught');\n}\ntry { g() } catch {} await new Promise((r) => setTimeout(r))",
        "a try that awaited before": "async function g() { try { await null } catch {}\n  throw new Error('uncaught');\n}\nawait g()",
        "then without a second callback": "async function g() {\n  await null; throw new Error('uncaught');\n}\nawait g().then(() => 1)",
        "a handler of its own": "await Promise.reject(new Error('first')).catch(() => {\n  throw new Error('uncaught'); })",
        "a timer": "try { setTimeout(() => {\n  throw new Error('uncaught');\n}) } catch {} await new Promise((r) => setTimeout(r, 5))",
        "reject": "await new Promise((resolve, reject) => {\n  reject(new Error('uncaught'));\n})",
    }

    def test_uncaught_ones_stop_where_they_are_thrown(self):
        for name, code in self.UNCAUGHT.items():
            with self.subTest(name):
                self.assertEqual(self.stops(code, ["uncaught"]), "Error: uncaught")
                self.assertEqual(self.line, 2)
        for name, code in self.CAUGHT.items():
            with self.subTest(name):
                self.assertIsNone(self.stops(code, ["uncaught"]))

    def test_all_of_them_stop(self):
        for name, code in self.CAUGHT.items():
            with self.subTest(name):
                self.assertEqual(self.stops(code, ["all"]), "Error: caught")
                self.assertEqual(self.line, 2)

    def test_none_of_them_stops_without_a_filter(self):
        for name, code in {**self.UNCAUGHT, **self.CAUGHT}.items():
            with self.subTest(name):
                self.assertIsNone(self.stops(code, []))

    def test_exception_info_tells_what_was_thrown(self):
        self.stops("throw new RangeError('too far')", ["uncaught"])
        self.assertEqual((self.info["exceptionId"], self.info["description"]), ("RangeError", "RangeError: too far"))
        self.assertEqual(self.stops("throw 5", ["uncaught"]), "5")
        self.assertEqual(self.info["exceptionId"], "number")

    def test_an_error_of_gluonlab_stops_at_the_call(self):
        self.run_ok("import { nd } from 'gluonlab'")
        text = self.stops("nd.ones([1]);\nnd.dot(nd.ones([2, 2]), nd.ones([3, 5]))", ["uncaught"])
        self.assertRegex(text, "^GluonError: dot:")
        self.assertEqual(self.line, 2)

    def test_an_unknown_filter_is_refused(self):
        self.assert_refused('no filter "some"', "setExceptionBreakpoints", filters=["some"])

class Arrays(DebuggerTest):
    def test_an_ndarray_shows_shape_dtype_and_values(self):
        self.run_ok("import { nd } from 'gluonlab'; const matrix = nd.array([[1, 2], [3, 4]]); const long = nd.ones([5000])")
        variables = {v["name"]: v for v in self.debug.request("inspectVariables")["variables"]}
        self.assertEqual(variables["matrix"]["type"], "NDArray 2x2 float32 @cpu(0)")
        parts = self.debug.children(variables["matrix"]["variablesReference"])
        self.assertEqual({n: v["value"] for n, v in parts.items() if n in ("dtype", "device")}, {"dtype": "'float32'", "device": "'cpu(0)'"})
        self.assertEqual([v["value"] for v in self.debug.children(parts["shape"]["variablesReference"]).values()], ["2", "2"])
        rows = self.debug.children(parts["values"]["variablesReference"])
        second = self.debug.children(rows["1"]["variablesReference"])
        self.assertEqual([v["value"] for v in second.values()], ["3", "4"])
        many = self.debug.children(variables["long"]["variablesReference"])["values"]
        self.assertIn("[1. 1. 1. ... 1. 1. 1.]", many["value"])
