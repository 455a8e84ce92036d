"""The type check of cells: its findings beside the output, its modes, and the options of the project."""

from notebook import NotebookTest


class FirstCell(NotebookTest):
    def test_its_findings_come_before_idle_though_the_checker_has_just_been_started(self):
        self.assertIn("ts(2322)", self.run_ok("const count: number = 'many'").stream("stderr"))


class TypeCheck(NotebookTest):
    def setUp(self):
        self.run_ok("// @typecheck warn")

    def test_findings_are_shown_beside_the_output_and_before_idle(self):
        cell = self.run_ok("// one\nconst count: number = 'many'; console.log('ran')")
        self.assertEqual(cell.stream(), "ran\n")
        self.assertRegex(cell.stream("stderr"), r"cell \[\d+\]:2:7\n  1 \| // one\n> 2 \| const count: number = 'many'.*\n    \|       \^\^\^\^\^\n"
                                                r"Type 'string' is not assignable to type 'number'. ts\(2322\)\n$")

    def test_a_right_cell_says_nothing(self):
        for code in ("const xs = [1, 2].map((x) => x * 2)", "const fast = await Promise.resolve(xs[0])", "xs.length + fast",
                     "display.html`<b>x</b>`; require('node:fs').existsSync('.')", "for await (const x of [1]) x", "1 + 1"):
            with self.subTest(code):
                self.assertEqual(self.run_ok(code).stream("stderr"), "")

    def test_error_keeps_the_cell_from_running(self):
        self.run_ok("let touched = false")
        cell = self.run_cell("// @typecheck error\ntouched = true; const n: number = 'text'")
        self.assertEqual(cell.error, "TypeCheckError: Type 'string' is not assignable to type 'number'. ts(2322)")
        self.assertIn("> 2 | touched = true; const n: number = 'text'", cell.traceback)
        self.assert_result("touched", "false")
        self.assertEqual(self.run_cell("const m: number = 'text'").status, "error", "the mode holds for later cells")
        self.run_ok("// @typecheck off\nconst m: number = 'text'")

    def test_off_says_nothing(self):
        self.run_ok("// @typecheck off")
        self.assertEqual(self.run_ok("const n: number = 'text'").stream("stderr"), "")

    def test_typescripts_own_comments_work(self):
        self.assertEqual(self.run_ok("// @ts-nocheck\nconst n: number = 'text'").stream("stderr"), "")
        self.assertEqual(self.run_ok("// @ts-expect-error\nconst n: number = 'text'").stream("stderr"), "")
        self.assertIn("Unused '@ts-expect-error'", self.run_ok("// @ts-expect-error\nconst n: number = 1").stream("stderr"))

    def test_names_of_earlier_cells_are_typed_as_they_were_declared_last(self):
        self.run_ok("const value = 'text'")
        self.run_ok("const value = 3; interface Shape { sides: number } class Box<T> { constructor(readonly inner: T) {} }")
        self.assertEqual(self.run_ok("value.toFixed(1); const s: Shape = { sides: value }; new Box(s).inner.sides").stream("stderr"), "")
        self.assertIn("'toUpperCase' does not exist on type '3'", self.run_cell("value.toUpperCase()").stream("stderr"))


class ProjectSettings(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.write("lib/shapes.ts", "export const sides = 4")
        cls.notebook.write("tsconfig.json", """{
            // comments are allowed
            "compilerOptions": { "strict": false, "noImplicitReturns": true, "lib": ["es2023", "dom"], "jsx": "react", "target": "es5",
                                 "paths": { "@lib/*": ["./lib/*"] } }
        }""")

    def test_options_of_the_nearest_tsconfig_hold(self):
        self.assertEqual(self.run_ok("function loose(x) { return x } let e: HTMLElement | undefined; const t: string = null").stream("stderr"), "")
        self.assertIn("Not all code paths return a value", self.run_ok("const f = (x: number) => { if (x) return 1 }").stream("stderr"))

    def test_paths_lead_the_types_and_the_import(self):
        self.assert_result("import { sides } from '@lib/shapes'; sides", "4")
        self.assertIn("Type 'number' is not assignable to type 'string'", self.run_ok("const n: string = sides").stream("stderr"))

    def test_jsx_stays_off(self):
        self.assertIn("SyntaxError", self.run_cell("const e = <b>text</b>").error)
