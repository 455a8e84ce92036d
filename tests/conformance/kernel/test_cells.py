"""What a cell may write: TypeScript, top-level await, declarations again and again, results and errors."""

from notebook import NotebookTest


class Declarations(NotebookTest):
    def test_a_name_may_be_declared_again_as_any_kind(self):
        kinds = [
            ("const again = 1", "1"),
            ("let again = 2", "2"),
            ("var again = 3", "3"),
            ("function again() { return 4 }", "[Function: again]"),
            ("class again { static five = 5 }", "[class again] { five: 5 }"),
            ("enum again { Six = 6 }", "{ '6': 'Six', Six: 6 }"),
            ("namespace again { export const seven = 7 }", "{ seven: 7 }"),
            ("import { sep as again } from 'node:path'", "'/'"),
            ("const again = 9", "9"),
        ]
        for code, expected in kinds:
            with self.subTest(code):
                self.run_ok(code)
                self.assert_result("again", expected)

    def test_a_function_of_an_earlier_cell_sees_the_new_value(self):
        self.run_ok("let rate = 1; const double = () => rate * 2; class Reader { read() { return rate } }")
        self.run_ok("const rate = 21")
        self.assert_result("[double(), new Reader().read()]", "[ 42, 21 ]")

    def test_a_function_may_use_a_name_that_a_later_cell_declares(self):
        self.run_ok("function early() { return lateName + 1 }")
        self.assert_error("early()", "ReferenceError: lateName is not defined")
        self.run_ok("const lateName = 1")
        self.assert_result("early()", "2")

    def test_a_constant_refuses_assignment_in_its_own_and_in_a_later_cell(self):
        self.assert_error("const fixed = 1; fixed = 2", "TypeError: Assignment to constant variable 'fixed'.")
        self.assert_error("fixed++", "TypeError: Assignment to constant variable 'fixed'.")
        self.assert_error("[fixed] = [3]", "TypeError: Assignment to constant variable 'fixed'.")
        self.assert_result("fixed", "1")

    def test_declaring_a_name_twice_in_one_cell_is_a_syntax_error(self):
        error = "SyntaxError: Identifier 'twice' has already been declared in this cell."
        self.assert_error("let twice = 1; const twice = 2", error)

    def test_destructuring_fills_all_its_names(self):
        self.run_ok("const { a, b: [c = 5, ...rest], ...others } = { a: 1, b: [undefined, 2, 3], d: 4 }")
        self.assert_result("[a, c, rest, others]", "[ 1, 5, [ 2, 3 ], { d: 4 } ]")
        self.run_ok("let first = 1, second = 2; [first, second] = [second, first]")
        self.assert_result("({ first, second })", "{ first: 2, second: 1 }")

    def test_var_in_a_block_and_in_a_loop_is_a_name_of_the_notebook(self):
        self.run_ok("if (true) { var inBlock = 1 } for (var index = 0; index < 3; index++); for (var key in { k: 1 });")
        self.assert_result("[inBlock, index, key]", "[ 1, 3, 'k' ]")

    def test_let_in_a_block_or_a_loop_stays_inside(self):
        self.run_ok("for (let onlyInside = 0; onlyInside < 3; onlyInside++) { const deeper = onlyInside }")
        self.assert_result("[typeof onlyInside, typeof deeper]", "[ 'undefined', 'undefined' ]")

    def test_a_local_hides_the_name_of_the_notebook(self):
        self.run_ok("const shadowed = 'outer'; function inner(shadowed: string) { return shadowed }")
        self.assert_result("[inner('parameter'), (() => { const shadowed = 'local'; return shadowed })(), shadowed]",
                           "[ 'parameter', 'local', 'outer' ]")

    def test_a_user_variable_named_like_a_global_of_node_is_harmless(self):
        self.run_ok("const process = 3; const URL = 4; const console2 = console")
        self.assert_result("process + URL", "7")
        self.assertEqual(self.run_ok("console.log('still here')").stream(), "still here\n")

    def test_an_unknown_name_is_a_reference_error_for_reading_and_writing(self):
        self.assert_error("nobody", "ReferenceError: nobody is not defined")
        self.assert_error("nobody = 1", "ReferenceError: nobody is not defined")
        self.assert_result("typeof nobody", "'undefined'")

    def test_a_name_before_its_declaration_is_a_reference_error(self):
        self.assert_error("tooEarly; let tooEarly = 1", "ReferenceError: Cannot access 'tooEarly' before initialization")

    def test_functions_are_hoisted(self):
        self.assert_result("const value = hoisted(); function hoisted() { return 8 } value", "8")

    def test_a_function_knows_its_name(self):
        self.run_ok("const arrow = () => 1; const Anonymous = class {}")
        self.assert_result("[arrow.name, Anonymous.name]", "[ 'arrow', 'Anonymous' ]")

    def test_a_called_function_has_no_this(self):
        self.run_ok("function self(this: unknown) { return this }")
        self.assert_result("self() === undefined", "true")


class Syntax(NotebookTest):
    def test_types_leave_no_trace(self):
        self.run_ok("interface Point { x: number } type Pair<T> = [T, T]; declare const ghost: number;")
        self.run_ok("const p = { x: 1 } satisfies Point; const q = <Pair<number>>[1, 2]; const r = p!.x as number")
        self.assert_result("[p, q, r, typeof ghost]", "[ { x: 1 }, [ 1, 2 ], 1, 'undefined' ]")

    def test_enums_namespaces_and_parameter_properties(self):
        self.run_ok("enum Color { Red, Green = Red + 2 } namespace Geometry { export const sides = 4; export namespace Deep { export const d = sides } }")
        self.run_ok("class Box<T> { constructor(readonly value: T, private count = 0) {} next() { return ++this.count } }")
        self.assert_result("[Color.Green, Color[0], Geometry.Deep.d, new Box('v').value, new Box(1).next()]",
                           "[ 2, 'Red', 4, 'v', 1 ]")

    def test_decorators(self):
        self.run_ok("function twice(method: (n: number) => number, _: ClassMethodDecoratorContext) { return (n: number) => method(n) * 2 }")
        self.run_ok("class Calculator { @twice add(n: number) { return n + 1 } }")
        self.assert_result("new Calculator().add(1)", "4")

    def test_using_disposes_at_the_end_of_its_block_and_of_the_cell(self):
        self.run_ok("const log: string[] = []; const make = (name: string) => ({ [Symbol.dispose]() { log.push(name) } })")
        self.run_ok("{ using inner = make('inner'); log.push('block') } using outer = make('outer'); log.push('end')")
        self.assert_result("log", "[ 'block', 'inner', 'end', 'outer' ]")

    def test_overloads_generics_and_abstract_classes(self):
        self.run_ok("function pick(a: number): number; function pick(a: string): string; function pick(a: any) { return a }")
        self.run_ok("abstract class Shape { abstract area(): number; describe() { return `area ${this.area()}` } }")
        self.run_ok("class Square extends Shape { #side = 2; override area() { return this.#side ** 2 } }")
        self.assert_result("pick<any>(new Square().describe())", "'area 4'")

    def test_generators_labels_and_tagged_templates(self):
        self.run_ok("function* count(n: number) { for (let i = 0; i < n; i++) yield i } const tag = (s: TemplateStringsArray, ...v: number[]) => s.raw.join('|') + v")
        self.run_ok("let found = -1; search: for (const i of count(5)) { for (const j of count(5)) { if (i * j === 6) { found = i; break search } } }")
        self.assert_result("[found, tag`a${1}b`]", "[ 2, 'a|b1' ]")

    def test_exports_are_plain_declarations(self):
        self.run_ok("export const exported = 1; export function alsoExported() { return 2 } export { exported as other }")
        self.assert_result("exported + alsoExported()", "3")

    def test_an_empty_cell_and_a_comment_are_fine(self):
        for code in ("", "   \n", "// nothing", "/* nothing */"):
            with self.subTest(code):
                self.assertIsNone(self.run_ok(code).result)

    def test_cells_are_strict(self):
        self.assert_error("Object.freeze([1]).push(2)", "TypeError: Cannot add property 1, object is not extensible")


class Results(NotebookTest):
    def test_the_last_expression_is_the_result(self):
        self.assert_result("1; 2; 'three'", "'three'")

    def test_undefined_and_statements_have_no_result(self):
        for code in ("undefined", "const a = 1", "if (true) 5", "void 0", "for (const x of [1]) x"):
            with self.subTest(code):
                self.assertIsNone(self.run_ok(code).result)

    def test_all_expressions_show_their_value_where_a_cell_asks_for_it(self):
        shown = lambda code: [m["content"]["data"]["text/plain"] for m in self.run_ok(code).outputs if "data" in m["content"]]
        self.assertEqual(shown("// @results all\n1; console.log('text'); const two = 2; two; display(3); if (two) 4; 5"), ["1", "2", "3", "5"])
        self.assertEqual(shown("16; 17"), ["16", "17"], "holds for later cells")
        self.assertEqual(shown("// @results last\n8; 9"), ["9"])

    def test_null_false_and_zero_are_results(self):
        for code in ("null", "false", "0", "''"):
            with self.subTest(code):
                self.assertEqual(self.run_ok(code).result, code)

    def test_await_gives_its_value(self):
        self.assert_result("const slow = await new Promise<number>((resolve) => setTimeout(resolve, 5, 12)); slow", "12")

    def test_for_await_runs_over_async_and_sync_iterables(self):
        self.run_ok("const seen: unknown[] = []; async function* make() { yield 1; yield 2 }")
        self.run_ok("for await (const x of make()) seen.push(x); for await (const x of [Promise.resolve(3), 4]) seen.push(x)")
        self.assert_result("seen", "[ 1, 2, 3, 4 ]")

    def test_leaving_a_for_await_ends_its_iterator(self):
        self.run_ok("let ended = false; async function* guarded() { try { yield 1; yield 2 } finally { ended = true } }")
        self.run_ok("for await (const x of guarded()) break")
        self.assert_result("ended", "true")

    def test_counts_go_up_by_one_per_stored_cell(self):
        first = self.run_ok("1").reply["execution_count"]
        self.run_ok("2", silent=True)
        self.run_ok("3", store_history=False)
        self.run_ok("")
        self.assertEqual(self.run_ok("4").reply["execution_count"], first + 1)

    def test_silent_cells_publish_neither_input_nor_result(self):
        msg_id = self.notebook.submit("var silentValue = 1; silentValue", silent=True)
        self.assertEqual({m["msg_type"] for m in self.notebook.iopub(msg_id)}, {"status"})
        self.assertEqual(self.notebook.reply(msg_id)["content"]["status"], "ok")
        self.assert_result("silentValue", "1")

    def test_user_expressions_are_evaluated_after_the_cell(self):
        cell = self.run_ok("const weight = 3", user_expressions={"double": "weight * 2", "bad": "missing", "await": "await Promise.resolve('w')"})
        answers = cell.reply["user_expressions"]
        self.assertEqual(answers["double"], {"status": "ok", "data": {"text/plain": "6"}, "metadata": {}})
        self.assertEqual(answers["await"]["data"]["text/plain"], "'w'")
        self.assertEqual((answers["bad"]["status"], answers["bad"]["ename"]), ("error", "ReferenceError"))

    def test_the_reply_says_when_the_cell_started(self):
        self.assertRegex(self.run_ok("1").metadata["started"], r"^\d{4}-\d\d-\d\dT")


class Errors(NotebookTest):
    def test_a_thrown_error_shows_the_cells_own_line_and_a_code_frame(self):
        cell = self.run_cell("interface Unused { a: number }\n\nfunction fail(n: number): never {\n  throw new RangeError(`bad ${n}`);\n}\nfail(7);")
        count = cell.reply["execution_count"]
        self.assertEqual(cell.error, "RangeError: bad 7")
        self.assertIn(f"at fail (cell [{count}]:4:9)", cell.traceback)
        self.assertIn(f"at cell [{count}]:6:1", cell.traceback)
        self.assertIn("> 4 |   throw new RangeError(`bad ${n}`);\n    |         ^", cell.traceback)
        self.assertNotIn("node:internal", cell.traceback)
        self.assertNotIn("jupyter", cell.traceback)

    def test_an_error_in_a_function_of_an_earlier_cell_names_both_cells(self):
        first = self.run_ok("const explode = () => {\n  null!.x;\n}").reply["execution_count"]
        cell = self.run_cell("explode()")
        self.assertIn(f"cell [{first}]:2:", cell.traceback)
        self.assertIn(f"at cell [{first + 1}]:1:1", cell.traceback)

    def test_an_error_of_the_engine_names_operator_layer_and_the_cells_line(self):
        cell = self.run_cell("import { gluon, nd } from 'gluonlab';\nconst net = new gluon.nn.Sequential();\nnet.add(new gluon.nn.Dense(4, { inUnits: 3 }), new gluon.nn.Dense(2, { inUnits: 5 }));\nnet.initialize();\nnet(nd.ones([2, 3]));")
        count = cell.reply["execution_count"]
        self.assertRegex(cell.error, r"^GluonError: FullyConnected: weight has shape \(2, 5\), expected \(2, 4\)")
        self.assertIn("layer sequential.1 (Dense)", cell.error)
        self.assertIn(f"at cell [{count}]:5:1", cell.traceback)

    def test_an_error_of_v8_calls_variables_by_their_names(self):
        self.run_ok("// @typecheck off\nlet three = 3, thing: any = {}, $size = 4")
        self.assert_error("three()", "TypeError: three is not a function")
        self.assert_error("thing.draw()", "TypeError: thing.draw is not a function")
        self.assert_error("new $size()", "TypeError: $size is not a constructor")
        self.assert_error("[...three]", "TypeError: three is not iterable")
        self.assertIn("TypeError: three is not a function", self.run_ok("try { three() } catch (e) { console.log(e) }").stream())
        self.run_ok("// @typecheck warn")

    def test_an_error_after_an_await_shows_its_line(self):
        cell = self.run_cell("async function later() {\n  await null;\n  throw new Error('late');\n}\nawait later();")
        self.assertIn(":3:9)", cell.traceback)

    def test_an_error_message_comes_once_and_before_idle(self):
        cell = self.run_cell("throw new Error('once')")
        self.assertEqual([m["msg_type"] for m in cell.outputs], ["error"])

    def test_a_syntax_error_shows_the_place_and_keeps_the_state(self):
        self.run_ok("const survivor = 1")
        cell = self.run_cell("const good = 1;\nconst bad = ;\n")
        count = cell.reply["execution_count"]
        self.assertEqual(cell.error, "SyntaxError: Expression expected.")
        self.assertIn(f"cell [{count}]:2:13", cell.traceback)
        self.assertIn("> 2 | const bad = ;\n    |             ^", cell.traceback)
        self.assert_result("[survivor, typeof good]", "[ 1, 'undefined' ]")

    def test_an_error_only_v8_sees_is_a_syntax_error_with_its_line(self):
        cell = self.run_cell("const fine = 1;\nfunction g() { await 1; }")
        self.assertEqual(cell.reply["ename"], "SyntaxError")
        self.assertIn(":2:", cell.traceback)

    def test_a_return_outside_a_function_is_a_syntax_error(self):
        self.assert_error("return 1", "SyntaxError: A return statement can only be used within a function.")

    def test_a_cell_too_deep_for_the_parser_is_an_error_and_the_kernel_lives(self):
        self.assertEqual(self.run_cell("[" * 20_000 + "]" * 20_000).reply["ename"], "SyntaxError")
        self.assert_result("1 + 1", "2")

    def test_process_exit_ends_the_cell_and_not_the_kernel(self):
        self.run_ok("let kept = 1")
        self.assert_error("process.exit(3); kept = 2", "SystemExit: process.exit(3) has ended the cell; the front end ends the kernel")
        late = self.run_ok("setTimeout(() => process.exit(), 0); await new Promise((r) => setTimeout(r, 20)); kept")
        self.assertIn("SystemExit", late.stream("stderr"))
        self.assertEqual(late.result, "1")

    def test_anything_may_be_thrown(self):
        for code, expected in (("throw 'text'", "text"), ("throw null", "null"), ("throw { code: 1 }", "{ code: 1 }")):
            with self.subTest(code):
                self.assertEqual(self.run_cell(code).reply["evalue"], expected)

    def test_causes_and_aggregates_are_shown(self):
        cell = self.run_cell("throw new Error('outer', { cause: new TypeError('inner') })")
        self.assertIn("Caused by:\nTypeError: inner", cell.traceback)
        cell = self.run_cell("await Promise.any([Promise.reject(new Error('one')), Promise.reject(new Error('two'))])")
        self.assertIn("Error: one", cell.traceback)
        self.assertIn("Error: two", cell.traceback)

    def test_an_error_with_a_hostile_message_or_stack_is_still_shown(self):
        self.assertEqual(self.run_cell("const e = new Error('x'); Object.defineProperty(e, 'stack', { value: 5 }); throw e").error, "Error: x")
        self.assertEqual(self.run_cell("throw Object.create(null)").status, "error")
        self.assertEqual(self.run_cell("throw { get message() { throw 1 } }").status, "error")
        self.assertEqual(self.run_cell("throw new Proxy(new Error('p'), {})").status, "error")

    def test_deep_recursion_is_an_error_and_the_kernel_lives(self):
        self.assert_error("function deep(): number { return deep() + 1 }\ndeep()", "RangeError: Maximum call stack size exceeded")
        self.assert_result("1 + 1", "2")

    def test_an_error_no_one_awaits_is_shown_and_the_kernel_lives(self):
        cell = self.run_ok("void Promise.reject(new Error('unheard')); await new Promise((r) => setTimeout(r, 20))")
        self.assertIn("unheard", cell.stream("stderr"))
        cell = self.run_ok("setTimeout(() => { throw new Error('in a timer') }, 1); await new Promise((r) => setTimeout(r, 20))")
        self.assertIn("in a timer", cell.stream("stderr"))
        self.assert_result("1 + 1", "2")
