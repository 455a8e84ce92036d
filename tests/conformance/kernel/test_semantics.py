"""The TypeScript of cells, feature by feature: what a file would do, a cell does, also across cells."""

from notebook import NotebookTest


class Features(NotebookTest):
    def test_decorators_of_classes_methods_fields_and_accessors(self):
        self.run_ok("""
            const calls: string[] = [];
            const logged = <T extends (...args: any[]) => any>(method: T, context: ClassMethodDecoratorContext) =>
                function (this: unknown, ...args: any[]) { calls.push(String(context.name)); return method.apply(this, args) } as T;
            const doubled = (_: undefined, context: ClassFieldDecoratorContext) => (value: number) => value * 2;
            const sealed = (target: new (...args: any[]) => unknown, context: ClassDecoratorContext) => { calls.push('class ' + context.name) };
            @sealed class Counter { @doubled start = 21; @logged get() { return this.start } }
        """)
        self.assert_result("[new Counter().get(), calls.join()]", "[ 42, 'class Counter,get' ]")

    def test_a_decorator_of_an_earlier_cell_may_be_declared_again(self):
        self.run_ok("const tag = (name: string) => (target: any, context: ClassDecoratorContext) => { target.tag = name }")
        self.run_ok("@tag('one') class Tagged {}")
        self.run_ok("const tag = (name: string) => (target: any, context: ClassDecoratorContext) => { target.tag = name + '!' }")
        self.assert_result("@tag('two') class Again {} [Tagged, Again].map((c: any) => c.tag)", "[ 'one', 'two!' ]")

    def test_enums_and_namespaces_with_values_of_other_cells(self):
        self.run_ok("enum Level { Low = 1, High = Low << 2, Text = 'text' } const enum Fixed { A = 3 }")
        self.assert_result("[Level.High, Level[4], Level.Text, Fixed.A]", "[ 4, 'High', 'text', 3 ]")
        self.run_ok("namespace Geometry { export const sides = Level.High; export namespace Deep { export const more = sides + 1 } }")
        self.run_ok("namespace Geometry { export const own = 1 }")
        self.assert_result("namespace A.B { export let c = 5 } [Geometry, A.B.c]", "[ { own: 1 }, 5 ]")

    def test_generics_overloads_and_satisfies(self):
        self.run_ok("function first(x: string): string; function first<T>(x: T[]): T; function first(x: any) { return x[0] }")
        self.run_ok("class Stack<T extends object = {}> { #items: T[] = []; push(...items: T[]): this { this.#items.push(...items); return this } get size() { return this.#items.length } }")
        self.assert_result("const limits = { low: 1 } satisfies Record<string, number>; [first([7]), first('ab'), new Stack<{ a: 1 }>().push({ a: 1 }).size, limits.low]",
                           "[ 7, 'a', 1, 1 ]")

    def test_jsx_is_off_and_says_so(self):
        cell = self.run_cell("const element = <div>text</div>")
        self.assertIn("SyntaxError: Cells have no JSX: show HTML with display.html", cell.error)
        self.assertIn("> 1 | const element = <div>text</div>\n    |                 ^^^^^^^^^^^^^^^", cell.traceback)
        self.assertIn("Cells have no JSX", self.run_cell("const Empty = () => <><Part a={1} /></>").error)
        self.assertIn("Expression expected", self.run_cell("const broken = 1 <").error)
        self.assert_result("const asserted = <number>(3 as unknown); asserted", "3")

    def test_using_disposes_at_the_end_of_its_block_and_of_its_cell(self):
        self.run_ok("const ended: string[] = []; const open = (name: string) => ({ name, [Symbol.dispose]() { ended.push(name) } })")
        self.run_ok("using whole = open('cell'); { using inner = open('block') } ended.push('last ' + whole.name)")
        self.assert_result("ended.join()", "'block,last cell,cell'")
        self.run_ok("await using later = { async [Symbol.asyncDispose]() { ended.push('async') } }")
        self.assert_result("ended.at(-1)", "'async'")
        self.assertIn("boom", self.run_cell("using thrown = open('after error'); throw new Error('boom')").error)
        self.assert_result("ended.at(-1)", "'after error'")

    def test_destructuring_in_every_position(self):
        self.run_ok("const { a: { b: [, second = 5, ...tail] = [] } = {}, ['comp' + 'uted']: dynamic = 'd', ...rest } = { a: { b: [1, undefined, 3] }, other: 1 } as any")
        self.assert_result("[second, tail, dynamic, rest]", "[ 5, [ 3 ], 'd', { other: 1 } ]")
        self.run_ok("let p = 1, q = 2; [p, q] = [q, p]; const sum = ({ x, y: [z] }: { x: number; y: number[] }, [w] = [4]) => x + z + w")
        self.assert_result("[p, q, sum({ x: 1, y: [2] })]", "[ 2, 1, 7 ]")
        self.run_ok("let target: any = {}; ({ m: target.n, k: target['l'] = 9 } = { m: 8 } as any); for (const [key, { v }] of Object.entries({ one: { v: 1 } })) target[key] = v")
        self.assert_result("target", "{ n: 8, l: 9, one: 1 }")

    def test_closures_see_names_declared_again_with_another_kind_and_type(self):
        self.run_ok("let unit = 1; const read = () => unit; class Reader { static at = () => unit; value = unit }")
        for declaration, expected in (("const unit = 'text'", "'text'"), ("function unit() {}", "[Function: unit]"), ("enum unit { A }", "{ '0': 'A', A: 0 }")):
            with self.subTest(declaration):
                self.run_ok(declaration)
                self.assert_result("read()", expected)
                self.assert_result("new Reader().value", expected)
        self.run_ok("let unit = 5; const bump = () => { unit += 1 }; bump()")
        self.assert_result("Reader.at()", "6")

    def test_hoisting(self):
        self.assert_result("const early = typeof hoistedVar + typeof hoistedFunction + recursive(3); var hoistedVar = 1; function hoistedFunction() {} function recursive(n: number): number { return n && n + recursive(n - 1) } early",
                           "'undefinedfunction6'")
        self.assert_error("new TooEarly(); class TooEarly {}", "ReferenceError: Cannot access 'TooEarly' before initialization")
        self.assert_result("{ function inBlock() { return 1 } } typeof inBlock", "'undefined'")

    def test_private_names_accessors_and_static_blocks(self):
        self.run_ok("class Vault { static #count = 0; #code = 7; static { Vault.#count = 10 } #check(x: number) { return x === this.#code } open(x: number) { return this.#check(x) } static has(o: object) { return #code in o } static get count() { return Vault.#count++ } }")
        self.assert_result("[new Vault().open(7), Vault.has(new Vault()), Vault.has({}), Vault.count, Vault.count]", "[ true, true, false, 10, 11 ]")
        self.run_ok("abstract class Shape { constructor(protected readonly sides: number, public name = 'shape') {} abstract area(): number; toString() { return `${this.name} ${this.sides} ${this.area()}` } }")
        self.assert_result("class Square extends Shape { constructor(private w: number) { super(4) } area() { return this.w ** 2 } } String(new Square(3))", "'shape 4 9'")

    def test_generators_and_asynchronous_ones_across_cells(self):
        self.run_ok("function* count(from = 0) { let step = 1; while (true) { step = (yield from) ?? step; from += step } } async function* later() { yield 1; await null; yield* [2, 3] }")
        self.run_ok("const counter = count(5); counter.next()")
        self.assert_result("[counter.next(10).value, counter.next().value, counter.return('end').value]", "[ 15, 25, 'end' ]")
        self.run_ok("const seen: number[] = []; for await (const x of later()) { if (x === 2) continue; seen.push(x) }")
        self.assert_result("seen", "[ 1, 3 ]")

    def test_top_level_for_await_over_promises_and_destructuring(self):
        self.run_ok("const pairs: string[] = []; for await (const { id, tags: [tag = 'none'] } of [Promise.resolve({ id: 1, tags: ['a'] }), { id: 2, tags: [] }]) pairs.push(id + tag)")
        self.assert_result("pairs.join()", "'1a,2none'")

    def test_labels(self):
        self.run_ok("const visited: number[] = []; outer: for (let i = 0; i < 3; i++) { inner: for (let j = 0; ; j++) { if (j === 2) continue outer; if (i === 2) break outer; if (j === 1) continue inner; visited.push(i * 10 + j) } }")
        self.assert_result("visited", "[ 0, 10 ]")
        self.assert_result("block: { visited.push(99); break block; } visited.length", "3")

    def test_loop_variables_are_captured_per_iteration_and_var_is_not(self):
        self.run_ok("const lets: (() => number)[] = [], vars: (() => number)[] = []; for (let i = 0; i < 2; i++) lets.push(() => i); for (var v = 0; v < 2; v++) vars.push(() => v)")
        self.assert_result("[...lets, ...vars].map((f) => f())", "[ 0, 1, 2, 2 ]")

    def test_this_arguments_and_new_target(self):
        self.assert_result("function own(this: any, ..._: any[]) { return [this?.x, arguments.length, new.target === undefined] } own.call({ x: 3 }, 1, 2)", "[ 3, 2, true ]")
        self.assert_result("const bare = function (this: unknown) { return this }; bare()", None)

    def test_optional_chains_and_logical_assignment_on_names_of_the_notebook(self):
        self.run_ok("let nothing: any; let zero: any = 0; let some: any = { f() { return this.v }, v: 4 }")
        self.run_ok("nothing ??= 'set'; zero ||= 5; some &&= { ...some, v: 6 }")
        self.assert_result("[nothing, zero, some?.f?.(), nothing?.missing?.deep, some?.['v']]", "[ 'set', 5, 6, undefined, 6 ]")

    def test_bigint_regexp_and_tagged_templates(self):
        self.assert_result("const tagOf = (s: TemplateStringsArray, ...v: unknown[]) => s.raw.join('|') + v.length; [2n ** 64n, 'aXb'.replace(/(?<l>x)/i, '[$<l>]'), tagOf`a${1}\\n${2}`]",
                           "[ 18446744073709551616n, 'a[X]b', 'a|\\\\n|2' ]")

    def test_a_cell_may_be_windows_text_and_hold_any_character(self):
        self.assert_result("const größe = 1;\r\nconst 変数 = '😀';\r\n[größe, 変数]", "[ 1, '😀' ]")


class Callbacks(NotebookTest):
    """What a callback throws after its cell has ended is shown with the cell's line, and the kernel lives."""

    def thrown(self, code):
        self.run_ok("let settle: () => void; let over = new Promise<void>((resolve) => (settle = resolve))")
        msg_id = self.notebook.submit(code)
        self.notebook.reply(msg_id)
        text = ""
        def is_shown(message):
            nonlocal text
            if message["msg_type"] == "stream" and message["content"]["name"] == "stderr":
                text += message["content"]["text"]
            return "boom" in text and "> 2 |" in text
        self.notebook.iopub(msg_id, until=is_shown)
        self.assert_result("1 + 1", "2")

    def test_of_a_timer(self):
        self.thrown("setTimeout(() => {\n  throw new Error('boom') }, 1); 1")

    def test_of_an_immediate_and_a_tick(self):
        self.thrown("setImmediate(() => {\n  throw new Error('boom') }); 1")
        self.thrown("setImmediate(() => process.nextTick(() => {\n  throw new Error('boom') })); 1")

    def test_of_a_microtask(self):
        self.thrown("setImmediate(() => queueMicrotask(() => {\n  throw new Error('boom') })); 1")

    def test_of_a_promise_nobody_awaits(self):
        self.thrown("void (async () => { await null;\n  throw new Error('boom') })(); 1")

    def test_of_an_event(self):
        self.thrown("const target = new EventTarget(); target.addEventListener('x', () => {\n  throw new Error('boom') }); setImmediate(() => target.dispatchEvent(new Event('x'))); 1")

    def test_of_an_emitter_and_a_stream(self):
        self.thrown("import { EventEmitter } from 'node:events'; const emitter = new EventEmitter(); emitter.on('x', () => {\n  throw new Error('boom') }); setImmediate(() => emitter.emit('x')); 1")
        self.thrown("import { createReadStream } from 'node:fs'; createReadStream('missing').on('error', () => {\n  throw new Error('boom') }); 1")
