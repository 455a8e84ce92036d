"""Widgets of cells. Judge: a widget of the Python package anywidget under ipykernel, which is told the same and must say the same."""

import re
import tempfile
from pathlib import Path

from notebook import Notebook, NotebookTest
from test_comms import CommTest

ESM = "export default { render({ model, el }) { el.textContent = model.get('value') } }"
VIEW = "application/vnd.jupyter.widget-view+json"

OURS = f"""import {{ widget }} from 'gluonlab/kernel';
const w = widget({{
  state: {{ value: 3, data: Uint8Array.of(1, 2), nested: {{ a: [1, Uint8Array.of(7)], b: 2 }} }},
  esm: {ESM!r},
  css: '.x {{ color: red }}',
}});
w.onMessage((content, buffers) => w.send({{ got: content }}, buffers));
w.onChange('value', (value) => {{ w.state.value = Math.min(value, 10) }});
w"""

THEIRS = f"""import anywidget, traitlets
class W(anywidget.AnyWidget):
    _esm = {ESM!r}
    _css = '.x {{ color: red }}'
    value = traitlets.Int(3).tag(sync=True)
    data = traitlets.Any(b'\\x01\\x02').tag(sync=True)
    nested = traitlets.Dict({{'a': [1, b'\\x07'], 'b': 2}}).tag(sync=True)
w = W()
w.on_msg(lambda w, content, buffers: w.send({{'got': content}}, buffers))
w.observe(lambda change: setattr(w, 'value', min(w.value, 10)), 'value')
w"""

# What a widget of Python has beside: the layout and the classes of ipywidgets.
IPYWIDGETS = {"layout", "tabbable", "tooltip", "_dom_classes"}
# Theirs are the version of the package, and the name of the Python class.
OWN = {"_model_module_version", "_view_module_version", "_anywidget_id"}


class Speaker:
    """A kernel with one widget `w`, and all that it says over comms in a form that does not depend on its ids."""

    def __init__(self, notebook, code):
        self.notebook = notebook
        cell = notebook.run(code)
        assert cell.status == "ok", cell.reply
        self.view = cell.of("execute_result")[0]["data"][VIEW]
        self.id = self.view["model_id"]
        (opened,) = [m for m in cell.outputs if m["msg_type"] == "comm_open" and m["content"]["comm_id"] == self.id]
        self.opened = self.plain(opened)

    def plain(self, message):
        content = message["content"]
        data = dict(content["data"])
        if "state" in data:
            data["state"] = self.state(data["state"])
        if "states" in data:
            data["states"] = {"w": {**data["states"][self.id], "state": self.state(data["states"][self.id]["state"])}}
            data["states"]["w"].pop("model_module_version")
            paths = [path for path in data["buffer_paths"] if path[0] == self.id]
            data["buffer_paths"] = [["w", *path[1:]] for path in paths]
        beside = {key: value for key, value in content.items() if key not in ("data", "comm_id", "target_module")}
        return message["msg_type"], beside, data, message["metadata"], [bytes(buffer) for buffer in message["buffers"]]

    @staticmethod
    def state(state):
        return {key: "own" if key in OWN else value for key, value in state.items() if key not in IPYWIDGETS}

    def says(self, msg_id):
        return [self.plain(m) for m in self.notebook.iopub(msg_id) if m["msg_type"] in ("comm_open", "comm_msg", "comm_close")]

    def run(self, code):
        msg_id = self.notebook.submit(code)
        self.notebook.reply(msg_id)
        return self.says(msg_id)

    def send(self, kind, data, buffers=None, comm_id=None, metadata=None, **content):
        client = self.notebook.client
        message = client.session.msg(f"comm_{kind}", {"comm_id": comm_id or self.id, "data": data, **content}, metadata=metadata)
        client.session.send(client.shell_channel.socket, message, buffers=buffers)
        return self.says(message["header"]["msg_id"])

    def update(self, state, paths=(), buffers=None):
        return self.send("msg", {"method": "update", "state": state, "buffer_paths": list(paths)}, buffers)


class Protocol(NotebookTest):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="gluonlab-judge-")
        cls.addClassCleanup(folder.cleanup)
        judge = Notebook(Path(folder.name), kernel="python3")
        cls.addClassCleanup(judge.close)
        cls.ours, cls.theirs = Speaker(cls.notebook, OURS), Speaker(judge, THEIRS)

    def assert_same(self, act, count):
        ours, theirs = act(self.ours), act(self.theirs)
        self.assertEqual(ours, theirs)
        self.assertEqual(len(ours), count, ours)

    def test_a_model_is_opened_and_shown(self):
        self.assertEqual(self.ours.opened, self.theirs.opened)
        self.assertEqual({**self.ours.view, "model_id": ""}, {**self.theirs.view, "model_id": ""})

    def test_an_assignment_of_a_cell_is_sent_once(self):
        for ours, theirs in (("w.state.value = 4", "w.value = 4"), ("w.state.data = Uint8Array.of(9)", "w.data = b'\\x09'"), ("w.state.nested = { a: [Uint8Array.of(1)], b: 3 }", "w.nested = {'a': [b'\\x01'], 'b': 3}")):
            with self.subTest(ours):
                self.assertEqual(self.ours.run(ours), self.theirs.run(theirs))
        self.assertEqual((self.ours.run("w.state.value = 4"), self.theirs.run("w.value = 4")), ([], []))

    def test_a_change_of_the_page_is_echoed_and_may_be_corrected(self):
        self.assert_same(lambda w: w.update({"value": 7}), 1)
        self.assert_same(lambda w: w.update({"value": 70}), 2)
        self.assert_same(lambda w: w.update({"value": 10}), 1)
        self.assert_same(lambda w: w.update({"nobody": 1}), 0)
        self.assert_result("w.state.value", "10")

    def test_binary_data_of_the_page_finds_its_place(self):
        self.assert_same(lambda w: w.update({}, [["data"]], [b"page"]), 1)
        self.assert_same(lambda w: w.update({"nested": {"a": [None, 5]}}, [["nested", "a", 0], ["nested", "b"]], [b"xy", b"z"]), 1)
        self.assert_result("[w.state.data, w.state.nested]", "[\n  Uint8Array(4) [ 112, 97, 103, 101 ],\n  { a: [ Uint8Array(2) [ 120, 121 ], 5 ], b: Uint8Array(1) [ 122 ] }\n]")

    def test_messages_go_both_ways(self):
        self.assertEqual(self.ours.run("w.send({ hi: 1 }, [Uint8Array.of(5)])"), self.theirs.run("w.send({'hi': 1}, [b'\\x05'])"))
        self.assert_same(lambda w: w.send("msg", {"method": "custom", "content": [1, "a"]}, [b"12", b""]), 1)

    def test_a_page_that_was_loaded_again_gets_the_whole_state(self):
        self.assert_same(lambda w: w.send("msg", {"method": "request_state"}), 1)
        for speaker in (self.ours, self.theirs):
            speaker.send("open", {}, comm_id="control", target_name="jupyter.widget.control", metadata={"version": "1.0.0"})
        self.assert_same(lambda w: w.send("msg", {"method": "request_states"}, comm_id="control"), 1)

    def test_a_closed_one_is_gone(self):
        ours = Speaker(self.notebook, re.sub(r"\bw\b", "other", OURS))
        theirs = Speaker(self.theirs.notebook, re.sub(r"\bw\b", "other", THEIRS))
        self.assertEqual(ours.run("other.close()"), theirs.run("other.close()"))
        self.assertEqual(self.run_ok("other.state.value = 5; [other.closed, other.state.value]").result, "[ true, 5 ]")
        self.assert_error("other.send(1)", 'Error: comm "jupyter.widget" is closed')
        ours.send("open", {}, comm_id="later", target_name="jupyter.widget.control", metadata={"version": "1.0.0"})
        message = self.notebook.client.session.msg("comm_msg", {"comm_id": "later", "data": {"method": "request_states"}})
        self.notebook.client.shell_channel.send(message)
        (states,) = [m["content"]["data"]["states"] for m in self.notebook.iopub(message["header"]["msg_id"]) if m["msg_type"] == "comm_msg"]
        self.assertIn(self.ours.id, states)
        self.assertNotIn(ours.id, states)


class Widgets(CommTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.run("import { widget } from 'gluonlab/kernel'; const esm = 'export default {}'")

    def make(self, state, name):
        """Makes a widget and returns the id of its comm."""
        return self.run_ok(f"const {name} = widget({{ state: {state}, esm }}); {name}").of("execute_result")[0]["data"][VIEW]["model_id"]

    def update(self, comm_id, state, paths=(), buffers=None):
        return self.comm("msg", buffers, comm_id=comm_id, data={"method": "update", "state": state, "buffer_paths": list(paths)})

    def test_its_text_shows_its_state(self):
        self.make("{ a: 1, b: [2] }", "shown")
        self.assertRegex(self.run_ok("shown").result, r"^Widget \{\s+state: \{ a: 1, b: \[ 2 \] \}")
        self.assert_result("({ ...shown.state })", "{ a: 1, b: [ 2 ] }")

    def test_several_values_are_assigned_in_one_message(self):
        self.make("{ a: 1, b: 2, c: 3 }", "several")
        cell = self.run_ok("several.update({ a: 5, b: 2, c: 6 })")
        self.assertEqual([m["data"]["state"] for m in cell.of("comm_msg")], [{"a": 5, "c": 6}])

    def test_an_object_that_was_changed_inside_can_be_assigned_again(self):
        self.make("{ losses: [1] }", "grown")
        cell = self.run_ok("grown.state.losses.push(2); grown.state.losses = grown.state.losses")
        self.assertEqual([m["data"]["state"] for m in cell.of("comm_msg")], [{"losses": [1, 2]}])

    def test_listeners_hear_changes_of_both_sides_in_order(self):
        comm_id = self.make("{ a: 1 }", "heard")
        self.run_ok("const seen: [number, number][] = []; const stop = new AbortController(); heard.onChange('a', (a, before) => seen.push([a, before]), { signal: stop.signal })")
        self.run_ok("heard.state.a = 2; heard.state.a = 2")
        self.notebook.iopub(self.update(comm_id, {"a": 3}))
        self.run_ok("stop.abort(); heard.state.a = 4")
        self.assert_result("seen", "[ [ 2, 1 ], [ 3, 2 ] ]")

    def test_a_typed_array_stays_one_of_its_kind(self):
        comm_id = self.make("{ weights: Float32Array.of(1), raw: new ArrayBuffer(1), any: null as unknown }", "typed")
        self.notebook.iopub(self.update(comm_id, {}, [["weights"], ["raw"], ["any"]], [b"\0\0\0\x40\0\0\x80\x3f", b"ab", b"c"]))
        self.assert_result("[typed.state.weights, typed.state.raw.byteLength, typed.state.any]", "[ Float32Array(2) [ 2, 1 ], 2, Uint8Array(1) [ 99 ] ]")

    def test_a_cell_waits_for_the_page(self):
        comm_id = self.make("{ clicked: 0 }", "button")
        waiting = self.notebook.submit("console.log('go'); await new Promise((r) => button.onChange('clicked', r, { once: true }))")
        self.notebook.said(waiting, "go")
        self.notebook.iopub(self.update(comm_id, {"clicked": 1}))
        self.assertEqual(self.notebook.finish(waiting).result, "1")

    def test_it_works_over_a_subshell_while_the_main_shell_awaits(self):
        comm_id = self.make("{ rate: 1 }", "slider")
        shell = self.notebook.reply(self.notebook.send("control", "create_subshell_request", {}), "control")["content"]["subshell_id"]
        busy = self.notebook.submit("console.log('go'); while (slider.state.rate === 1) await new Promise((r) => setTimeout(r)); slider.state.rate")
        self.notebook.said(busy, "go")
        message = self.notebook.client.session.msg("comm_msg", {"comm_id": comm_id, "data": {"method": "update", "state": {"rate": 2}}})
        message["header"]["subshell_id"] = shell
        self.notebook.client.shell_channel.send(message)
        self.assertEqual([m["content"]["data"]["method"] for m in self.said_over_comm(message["header"]["msg_id"])], ["echo_update"])
        self.assertEqual(self.notebook.finish(busy).result, "2")

    def test_a_message_that_makes_no_sense_is_shown_and_the_widget_lives(self):
        comm_id = self.make("{ a: 1 }", "patient")
        for data, text in ((None, "Cannot destructure"), ({"method": "update", "state": {"a": 2}, "buffer_paths": [["a", "b", "c"]]}, 'no place for the buffer at ["a","b","c"]')):
            with self.subTest(data):
                self.notebook.said(self.comm("msg", [b""], comm_id=comm_id, data=data), text)
        self.notebook.iopub(self.update(comm_id, {"a": 3, "__proto__": {"polluted": 1}}))
        self.assert_result("[patient.state.a, ({} as any).polluted]", "[ 3, undefined ]")

    def test_a_name_that_is_not_there_is_refused(self):
        self.make("{ a: 1, b: 2 }", "strict")
        self.assert_error("strict.update({ c: 1 } as object)", 'TypeError: widget: there is no state "c"; there is: a, b')
        self.assert_error("(strict.state as any).c = 1", 'TypeError: widget: there is no state "c"; there is: a, b')
        self.assert_error("widget({ state: { _esm: '' }, esm })", 'TypeError: widget: state may not begin with "_", got "_esm"')

    def test_its_state_is_typed(self):
        self.make("{ rate: 0.1, label: 'a' }", "typedState")
        cell = self.run_cell("// @typecheck error\ntypedState.state.rate = 'fast'; typedState.onChange('label', (label) => label.length + label)")
        self.assertIn("Type 'string' is not assignable to type 'number'", cell.traceback)
        self.run_cell("// @typecheck warn\n1")
