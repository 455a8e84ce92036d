"""How values look: arrays as pictures, rows as tables, figures, errors, progress bars. Judges: Pillow reads the pictures, Python's own
parser the HTML."""

import base64
import io
import re
from html.parser import HTMLParser

from notebook import NotebookTest
from PIL import Image


class Page(HTMLParser):
    """The texts and the attributes of a piece of HTML, by element."""

    def __init__(self, text):
        super().__init__()
        self.texts, self.attributes, self.open = {}, {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.attributes.setdefault(tag, []).append(dict(attrs))
        if tag != "img":
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        if self.open:
            self.texts[self.open[-1]][-1] += data


def picture(encoded):
    return Image.open(io.BytesIO(base64.b64decode(encoded)))


class DisplayTest(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.run("import * as mx from 'gluonlab'; const { nd } = mx")

    def bundle(self, code):
        cell = self.run_ok(code)
        return (cell.of("execute_result") + cell.of("display_data"))[0]["data"]


class Arrays(DisplayTest):
    def image(self, code):
        bundle = self.bundle(code)
        self.assertEqual(set(bundle), {"image/png", "text/plain"})
        return picture(bundle["image/png"])

    def test_bytes_with_the_shape_of_a_picture_are_one(self):
        image = self.image("nd.arange(32 * 20 * 3).reshape([32, 20, 3]).mod(256).astype('uint8')")
        # Enlarged by 7, so that a person sees it.
        self.assertEqual((image.mode, image.size), ("RGB", (140, 224)))
        for x, y in ((0, 0), (5, 3), (19, 31)):
            expected = tuple(((y * 20 + x) * 3 + channel) % 256 for channel in range(3))
            self.assertEqual({image.getpixel((7 * x, 7 * y)), image.getpixel((7 * x + 6, 7 * y + 6))}, {expected})

    def test_channels_may_come_first(self):
        image = self.image("nd.arange(3 * 16 * 16).reshape([3, 16, 16]).div(3 * 16 * 16)")
        self.assertEqual((image.mode, image.size), ("RGB", (224, 224)))
        expected = tuple(round(255 * (channel * 256 + 2 * 16 + 5) / 768) for channel in range(3))
        self.assertEqual(image.getpixel((14 * 5, 14 * 2)), expected)

    def test_one_channel_is_grey_and_four_have_transparency(self):
        grey = self.image("nd.arange(28 * 28).reshape([1, 28, 28]).div(784)")
        self.assertEqual((grey.mode, grey.getpixel((8 * 3, 0))), ("L", round(255 * 3 / 784)))
        self.assertEqual(self.image("nd.arange(16 * 16 * 4).reshape([16, 16, 4]).mod(255).astype('uint8')").mode, "RGBA")

    def test_a_large_picture_is_sampled(self):
        image = self.image("nd.arange(2000 * 3000).reshape([2000, 3000]).mod(251).astype('uint8')")
        self.assertEqual(image.size, (500, 500))
        self.assertEqual(image.getpixel((2, 1)), (4 * 3000 + 2 * 6) % 251)

    def test_a_matrix_is_a_heat_map_above_its_numbers(self):
        bundle = self.bundle("nd.array([[-1, 0, 1, 2], [3, 4, 5, NaN], [1, 1, 1, 1], [0, 0, 0, Infinity]])")
        page = Page(bundle["text/html"])
        image = picture(page.attributes["img"][0]["src"].removeprefix("data:image/png;base64,"))
        self.assertEqual((image.mode, image.size), ("RGBA", (4, 4)))
        # The ends of viridis, and nothing where there is no number.
        self.assertEqual(image.getpixel((0, 0)), (0x44, 0x01, 0x54, 255))
        self.assertEqual(image.getpixel((2, 1)), (0xFD, 0xE7, 0x25, 255))
        self.assertEqual([image.getpixel(at)[3] for at in ((3, 1), (3, 3))], [0, 0])
        self.assertEqual(page.texts["pre"], [bundle["text/plain"]])
        self.assertIn("-1 (dark) to 5 (bright)", bundle["text/html"])

    def test_a_long_matrix_stays_small(self):
        bundle = self.bundle("nd.arange(3e6).reshape([3000, 1000])")
        self.assertLess(sum(len(part) for part in bundle.values()), 300_000)
        self.assertIn("250 x 250 samples", bundle["text/html"])

    def test_other_arrays_are_numbers_only(self):
        for code in ("nd.array([1, 2])", "nd.array(3)", "nd.ones([20, 20])", "nd.zeros([2, 3, 4, 5])", "nd.array([[1, 2], [3, 4]])", "nd.zeros([0, 5])"):
            with self.subTest(code):
                self.assertEqual(set(self.bundle(code)), {"text/plain"})

    def test_looking_at_an_array_leaves_no_trace_in_a_recording(self):
        code = "const w = nd.ones([20, 20]); w.attachGrad(); const l = mx.autograd.record(() => { const y = w.mul(w); display(y); display(w.mul(nd.arange(400).reshape([20, 20]))); return y.sum() }); l.backward(); w.grad!.mean().item()"
        self.assert_result(code, "2")


class Values(DisplayTest):
    def test_rows_are_a_table(self):
        bundle = self.bundle("[{ name: '<b>&\"', loss: 0.5 }, { name: 'two', extra: [1, 2] }]")
        page = Page(bundle["text/html"])
        self.assertEqual(page.texts["th"], ["name", "loss", "extra"])
        self.assertEqual(page.texts["td"], ['<b>&"', "0.5", "", "two", "", "[ 1, 2 ]"])
        self.assertNotIn("b", page.texts)
        self.assertEqual([a["style"] for a in page.attributes["th"]], ["text-align: left", "text-align: right", "text-align: left"])
        self.assertEqual(bundle["text/plain"], "[ { name: '<b>&\"', loss: 0.5 }, { name: 'two', extra: [ 1, 2 ] } ]")

    def test_a_map_is_a_table_by_its_keys(self):
        page = Page(self.bundle("new Map<unknown, unknown>([['a<b', 1], [2, [3, 4]]])")["text/html"])
        self.assertEqual((page.texts["th"], page.texts["td"]), (["(key)", "(value)"], ["a<b", "1", "2", "[ 3, 4 ]"]))
        page = Page(self.bundle("new Map([['sgd', { loss: 0.5 }], ['adam', { loss: 0.25, lr: 1 }]])")["text/html"])
        self.assertEqual((page.texts["th"], page.texts["td"]), (["(key)", "loss", "lr"], ["sgd", "0.5", "", "adam", "0.25", "1"]))
        bundle = self.bundle("new Map()")
        self.assertEqual((bundle["text/plain"], "text/html" in bundle), ("Map(0) {}", False))

    def test_a_table_on_request_has_a_text_too(self):
        bundle = self.bundle("display.table([{ step: 1, loss: 0.25 }, { step: 100, loss: 1 }])")
        self.assertEqual(bundle["text/plain"], "step  loss\n----  ----\n   1  0.25\n 100     1")
        self.assertEqual(Page(self.bundle("display.table([[1, 'a'], [2, 'b']])")["text/html"]).texts["td"], ["1", "a", "2", "b"])
        self.assert_error("display.table(5 as any)", "TypeError: display.table takes a list of objects, one a row, or a list of lists")

    def test_a_long_table_is_cut_and_says_so(self):
        bundle = self.bundle("Array.from({ length: 10_000 }, (_, i) => Object.fromEntries(Array.from({ length: 40 }, (_, k) => [`c${k}`, 'x'.repeat(1000)])))")
        page = Page(bundle["text/html"])
        self.assertEqual((len(page.texts["th"]), len(page.texts["td"])), (30, 60 * 30))
        self.assertIn("60 of 10000 rows, 30 of 40 columns", bundle["text/html"])
        self.assertLess(sum(len(part) for part in bundle.values()), 600_000)

    def test_lists_of_anything_else_are_text(self):
        for code in ("[1, 2]", "[[1, 2]]", "[]", "[{}]", "[new Map()]", "[{ a: 1 }, null]", "[new (class A { a = 1 })()]"):
            with self.subTest(code):
                self.assertEqual(set(self.bundle(code)), {"text/plain"})

    def test_a_text_has_an_end(self):
        text = self.bundle("Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => 'x'.repeat(500)))")["text/plain"]
        self.assertLess(len(text), 101_000)
        self.assertRegex(text, r"\n\.\.\. \d+ more characters$")

    def test_functions_maps_sets_and_promises_are_as_node_shows_them(self):
        for code, text in (
            ("function add(a: number, b: number) { return a + b }\nadd", "[Function: add]"),
            ("class Net {}\nNet", "[class Net]"),
            ("new Map([['a', { b: 1 }]])", "Map(1) { 'a' => { b: 1 } }"),
            ("new Set([1, 'b'])", "Set(2) { 1, 'b' }"),
            ("Promise.resolve([1])", "Promise { [ 1 ] }"),
        ):
            with self.subTest(code):
                self.assert_result(code, text)

    def test_an_error_that_is_shown_points_at_its_line(self):
        text = self.bundle("const make = () => {\n  return new RangeError('too far');\n};\nmake()")["text/plain"]
        self.assertTrue(text.startswith("RangeError: too far\n"), text)
        self.assertIn("> 2 |   return new RangeError('too far');\n    |          ^", text)

    def test_a_rich_value_is_rich_as_a_user_expression_too(self):
        code = {"picture": "nd.arange(400).reshape([20, 20]).div(400)"}
        shown = self.run_ok("1", user_expressions=code).reply["user_expressions"]["picture"]["data"]
        self.assertEqual(picture(shown["image/png"]).size, (220, 220))


class Figures(DisplayTest):
    def test_a_figure_is_plain_json_with_a_text_beside_it(self):
        code = "display.plotly({ data: [{ y: new Float32Array([1, 2.5]), name: 'loss' }, { type: 'heatmap', z: nd.array([[1, 2]]) }], layout: { title: { text: 'a run' } } })"
        bundle = self.bundle(code)
        self.assertEqual(bundle["application/vnd.plotly.v1+json"], {
            "data": [{"y": [1, 2.5], "name": "loss"}, {"type": "heatmap", "z": [[1, 2]]}],
            "layout": {"title": {"text": "a run"}},
        })
        self.assertEqual(bundle["text/plain"], "Plotly figure 'a run': scatter 'loss' of 2, heatmap of 1")

    def test_a_figure_is_updated_in_place(self):
        cell = self.run_ok("display.plotly({ data: [] }, { displayId: 'fig' }); display.plotly({ data: [{ y: [1] }] }, { displayId: 'fig', update: true })")
        self.assertEqual(len(cell.of("display_data")), 1)
        self.assertEqual(cell.of("update_display_data")[0]["data"]["application/vnd.plotly.v1+json"]["data"], [{"y": [1]}])

    def test_what_is_no_figure_is_refused(self):
        self.assert_error("display.plotly([1] as any)", "TypeError: display.plotly takes a figure { data: [...traces], layout? }; data is no list")


class Progress(DisplayTest):
    def states(self, code):
        cell = self.run_ok(code)
        first, updates = cell.of("display_data"), cell.of("update_display_data")
        self.assertEqual(len(first), 1)
        self.assertEqual({u["transient"]["display_id"] for u in first + updates}, {first[0]["transient"]["display_id"]})
        return [state["data"] for state in first + updates]

    def test_a_bar_is_one_output_that_fills(self):
        for loop in ("for (const i of mx.progress([1, 2, 3], { label: '<epoch>' }))", "for await (const i of mx.progress((async function* () { yield 1; yield 2; yield 3 })(), { total: 3, label: '<epoch>' }))"):
            with self.subTest(loop):
                states = self.states(f"{loop} {{ const until = Date.now() + 120; while (Date.now() < until); }}")
                bars = [Page(state["text/html"]).attributes["progress"][0] for state in states]
                done = [int(bar["value"]) for bar in bars]
                self.assertEqual((done[0], done[-1]), (0, 3))
                self.assertEqual(done, sorted(done))
                self.assertLess(1, len(set(done)))
                self.assertEqual({bar["max"] for bar in bars}, {"3"})
                self.assertIn("&lt;epoch&gt;", states[0]["text/html"])
                self.assertRegex(states[-1]["text/plain"], r"^<epoch>: 100% \|█+\| 3/3 ")

    def test_a_source_of_unknown_length_counts(self):
        states = self.states("for (const i of mx.progress((function* () { yield 1; yield 2 })())) ;")
        self.assertNotIn("progress", Page(states[-1]["text/html"]).attributes)
        self.assertRegex(states[-1]["text/plain"], r"^2 \[0:0")


class LateOutput(DisplayTest):
    """Whatever a cell has started speaks for that cell, whichever cell runs by then."""

    WAYS = {
        "timer": "setTimeout(() => say('timer'), {n})",
        "interval": "const left{n} = {{ n: 3 }}; const h{n} = setInterval(() => {{ say('interval' + left{n}.n); if (--left{n}.n === 0) clearInterval(h{n}) }}, 7)",
        "promise": "void (async () => {{ await new Promise((r) => setTimeout(r, {n})); say('promise'); await null; say('after await') }})()",
        "chain": "new Promise((r) => setTimeout(r, {n} + 3)).then(() => say('then')).finally(() => setImmediate(() => say('immediate')))",
        "tick": "setTimeout(() => process.nextTick(() => queueMicrotask(() => say('tick'))), {n})",
        "file": "require('fs').readFile('.', () => require('fs').promises.stat('.').then(() => say('file')))",
        "timers of timers": "setTimeout(() => setTimeout(() => setTimeout(() => say('third'), 5), 5), {n})",
        "display": "setTimeout(() => display('shown'), {n}); setTimeout(() => display.update('d{n}', 'updated'), {n} + 4); display('first', {{ displayId: 'd{n}' }})",
        "error": "setTimeout(() => {{ throw new Error('late error') }}, {n} + 1)",
        "rejection": "void new Promise((r) => setTimeout(r, {n})).then(() => Promise.reject(new Error('rejected')))",
        "progress": "void (async () => {{ for (const i of mx.progress([1, 2])) await new Promise((r) => setTimeout(r, 110)) }})()",
    }
    EXPECTED = {
        "timer": ["timer"], "interval": ["interval3", "interval2", "interval1"], "promise": ["promise", "after await"], "chain": ["then", "immediate"],
        "tick": ["tick"], "file": ["file"], "timers of timers": ["third"], "display": ["'shown'", "'updated'"], "error": ["late error"],
        "rejection": ["rejected"], "progress": ["2/2"],
    }

    def test_it_goes_to_the_cell_that_started_it(self):
        # Unchecked, cells follow each other faster than their timers fire.
        self.run_ok("// @typecheck off")
        rounds, started = 4, {}
        for n in range(rounds):
            for name, way in self.WAYS.items():
                # Each cell says its own number behind a dot, also where another runs, awaits or prints meanwhile.
                code = f"{{ const say = (text: string) => console.log(text + '.{n}'); {way.format(n=n)} }}"
                started[self.notebook.submit(code)] = (n, name)
                self.notebook.submit("await new Promise((r) => setTimeout(r, 2)); console.log('other')")
        said = {msg_id: "" for msg_id in started}
        last = self.notebook.submit("await new Promise((r) => setTimeout(r, 400)); console.log('the end')")

        def is_the_end(message):
            parent = message["parent_header"].get("msg_id")
            content = message["content"]
            text = content.get("text") or content.get("data", {}).get("text/plain", "")
            if parent in said:
                said[parent] += f"{text}\n"
            return parent == last and message["msg_type"] == "status" and content["execution_state"] == "idle"

        self.notebook.iopub(until=is_the_end)
        for msg_id, (n, name) in started.items():
            with self.subTest(f"{name}, round {n}"):
                for text in self.EXPECTED[name]:
                    self.assertIn(text, said[msg_id])
                self.assertEqual(set(re.findall(r"[a-z]\d?\.(\d)$", said[msg_id], re.M)) - {str(n)}, set())
                self.assertNotIn("other", said[msg_id])

    def test_it_stays_so_after_interrupts_of_all_kinds(self):
        ticking = {}
        for name in "abc":
            code = f"let ticks_{name} = 0; const timer_{name} = setInterval(() => console.log('{name}' + ticks_{name}++), 5); timer_{name}.unref()"
            ticking[self.notebook.submit(code)] = name
        for code in ("go(); for (;;);", "go(); await new Promise(() => {})", "await null; go(); for (;;);", "setTimeout(() => { go(); for (;;); }, 1); await new Promise(() => {})"):
            msg_id = self.notebook.submit(f"const go = () => console.log('go'); {code}")
            self.notebook.said(msg_id, "go")
            self.notebook.interrupt()
            self.assertEqual(self.notebook.reply(msg_id)["content"]["ename"], "KeyboardInterrupt")
        said = {name: set() for name in "abc"}
        own = self.notebook.submit("console.log('own')")

        def all_spoke(message):
            if message["msg_type"] == "stream":
                parent = message["parent_header"]["msg_id"]
                for line in message["content"]["text"].split():
                    # Each line carries the name of its cell.
                    self.assertEqual(line[0] if line != "own" and line != "go" else line, ticking.get(parent, "own" if parent == own else "go"))
                    if parent in ticking:
                        said[ticking[parent]].add(line)
            return all(len(lines) > 20 for lines in said.values())

        self.notebook.iopub(until=all_spoke)
        self.run_ok("for (const timer of [timer_a, timer_b, timer_c]) clearInterval(timer)")
