"""Operators on arrays in cells."""

from notebook import NotebookTest


class Operators(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notebook.run("import { nd, NDArray, autograd } from 'gluonlab'; const a = nd.array([1, 2, 3]); const b = nd.array([3, 2, 1])")

    def warm(self):
        """The language worker has answered."""
        self.notebook.ask("complete", "a.")

    def test_arrays_and_numbers_mix(self):
        self.assert_result("[a + b, 2 - a, -a, a ** 2, a % 2, a / 2, a > b, a >= 2, 2 < a].map((x) => x.arraySync().join(' ')).join('; ')",
                           "'4 4 4; 1 0 -1; -1 -2 -3; 1 4 9; 1 0 1; 0.5 1 1.5; 0 0 1; 0 1 1; 0 0 1'")

    def test_an_assignment_rebinds_the_name(self):
        self.run_ok("let acc = nd.zeros([3]); const before = acc; for (let i = 0; i < 3; i++) acc += a * i")
        self.assert_result("[acc.arraySync(), before.arraySync()]", "[ [ 3, 6, 9 ], [ 0, 0, 0 ] ]")

    def test_the_target_of_an_assignment_is_evaluated_once(self):
        self.run_ok("const log: string[] = []; const store = { x: a as any, list: [1, a as any] }")
        self.run_ok("const at = <T>(value: T, name: string) => { log.push(name); return value }")
        self.run_ok("at(store, 'store').x += 1; at(store.list, 'list')[at(1, 'index')] *= 2")
        self.assert_result("[log.join(), store.x.arraySync(), store.list[1].arraySync()]",
                           "[ 'store,list,index', [ 2, 3, 4 ], [ 2, 4, 6 ] ]")

    def test_private_fields_and_super_take_part(self):
        self.run_ok("class Base { get w() { return a } } class Sum extends Base { #total = a; add() { return (this.#total += super.w * 2) } }")
        self.assert_result("new Sum().add().arraySync()", "[ 3, 6, 9 ]")

    def test_gradients_flow_through_chains_whose_intermediates_are_freed(self):
        self.run_ok("const x = nd.array([1, 2]); x.attachGrad(); autograd.record(() => ((x + 1) * (x - 3) ** 2).sum()).backward()")
        # (x - 3)^2 + 2 (x + 1) (x - 3)
        self.assert_result("x.grad!.arraySync()", "[ -4, -5 ]")

    def test_a_chain_frees_its_intermediates_at_once(self):
        self.run_ok("import { engine, waitall } from 'gluonlab'; const big = nd.ones([1 << 20]); waitall()")
        self.run_ok("const bytes = () => { waitall(); return engine.stats().bytesInUse }; const start = bytes(); const y = (big + 1) * 2 - big / 3")
        self.assert_result("bytes() - start === big.size * 4", "true")

    def test_a_value_of_any_type_is_asked_at_run_time(self):
        self.run_ok("function half(value: any) { return value / 2 }")
        self.assert_result("[half(3), half(a).arraySync()]", "[ 1.5, [ 0.5, 1, 1.5 ] ]")

    def test_a_function_takes_the_new_type_of_a_name(self):
        self.warm()
        self.run_ok("let offset: any = 1; const shift = () => { let sum = 0 as any; for (const v of [1, 2]) sum = v + offset; return sum }")
        self.assert_result("shift()", "3")
        self.run_ok("const offset = nd.array([10])")
        self.assert_result("shift().arraySync()", "[ 12 ]")

    def test_numbers_mean_what_they_meant_before_and_after_the_checker_is_warm(self):
        loop = "let total = 0; for (let i = 0; i < 1000; i++) { if (i % 3 > 1) total += i * 2 - 1 } total"
        self.assert_result(loop, "332667")
        self.warm()
        self.assert_result(loop, "332667")

    def test_an_array_has_no_truth_value(self):
        cell = self.run_cell("if (a > 1) 1")
        self.assertIn("TypeError: an array has no truth value: write a.item()", cell.error)
        self.assertIn("cell [", cell.traceback)
        self.assert_result("a === a && !(a === b)", "true")

    def test_an_error_of_an_operator_shows_the_operator(self):
        cell = self.run_cell("const first = 1\nconst second = a +\n  b * nd.ones([5])")
        self.assertIn("shapes (3,) and (5,) do not broadcast", cell.error)
        self.assertIn("> 3 |   b * nd.ones([5])\n    |     ^", cell.traceback)
        self.assertNotIn("operators.js", cell.traceback)
