"""Subshells (JEP 91): cells beside the main shell's, at its awaits; and a look into a loop that lets nothing else run."""

from notebook import SECONDS, NotebookTest


class SubshellTest(NotebookTest):
    def control(self, kind, **content):
        return self.notebook.reply(self.notebook.send("control", kind, content), "control")["content"]

    def create(self):
        reply = self.control("create_subshell_request")
        self.assertEqual(reply["status"], "ok")
        self.addCleanup(self.control, "delete_subshell_request", subshell_id=reply["subshell_id"])
        return reply["subshell_id"]

    def send(self, shell, kind, content, channel="shell"):
        message = self.notebook.client.session.msg(kind, content)
        message["header"]["subshell_id"] = shell
        getattr(self.notebook.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def submit(self, shell, code, **options):
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": True, "stop_on_error": True}
        return self.send(shell, "execute_request", {**content, **options})

    def run_in(self, shell, code, **options):
        return self.notebook.finish(self.submit(shell, code, **options))

    def busy(self, code="console.log('go'); for (;;);"):
        """A cell of the main shell that has said "go"."""
        msg_id = self.notebook.submit(code)
        self.notebook.said(msg_id, "go")
        return msg_id

    def stop(self, msg_id):
        self.notebook.interrupt()
        cell = self.notebook.finish(msg_id)
        self.assertEqual(cell.reply["ename"], "KeyboardInterrupt")
        return cell


class Shells(SubshellTest):
    def test_the_kernel_says_that_it_has_them(self):
        self.assertIn("kernel subshells", self.notebook.ask("kernel_info")["supported_features"])

    def test_they_are_created_listed_and_deleted_on_control(self):
        one, two = self.create(), self.create()
        self.assertEqual(self.control("list_subshell_request"), {"status": "ok", "subshell_id": [one, two]})
        extra = self.control("create_subshell_request")["subshell_id"]
        self.assertEqual(self.control("delete_subshell_request", subshell_id=extra), {"status": "ok"})
        self.assertEqual(self.control("list_subshell_request")["subshell_id"], [one, two])

    def test_one_that_is_not_there_is_an_error(self):
        for content in (self.control("delete_subshell_request", subshell_id="nowhere"), self.run_in("nowhere", "1").reply):
            self.assertEqual((content["status"], content["ename"]), ("error", "UnknownSubshellError"))
            self.assertTrue(content["evalue"].startswith('there is no subshell "nowhere"; there are: '))
        self.notebook.iopub(self.send("nowhere", "comm_msg", {"comm_id": "c", "data": {}}))
        self.assertEqual(self.control("delete_subshell_request")["status"], "error")

    def test_each_has_its_own_count_and_history(self):
        shell, other = self.create(), self.create()
        main = self.run_ok("'main'").reply["execution_count"]
        self.assertEqual([self.run_in(shell, f"'sub {i}'").reply["execution_count"] for i in (1, 2)], [1, 2])
        self.assertEqual(self.run_in(other, "1").reply["execution_count"], 1)
        self.assertEqual(self.run_ok("'main again'").reply["execution_count"], main + 1)
        asked = self.send(shell, "history_request", {"hist_access_type": "range", "session": 0, "output": True, "raw": True})
        lines = self.notebook.reply(asked)["content"]["history"]
        self.assertEqual([entry[1:] for entry in lines], [[1, ["'sub 1'", "'sub 1'"]], [2, ["'sub 2'", "'sub 2'"]]])

    def test_variables_are_shared(self):
        shell = self.create()
        self.run_ok("let shared = 1")
        self.assertEqual(self.run_in(shell, "shared += 1; let back = 'b'; shared").result, "2")
        self.assert_result("[shared, back]", "[ 2, 'b' ]")

    def test_the_traceback_of_an_error_names_the_subshell(self):
        cell = self.run_in(self.create(), "1;\nnull!.x")
        self.assertRegex(cell.traceback, r"at cell \[1 of subshell \d+\]:2:")
        self.assertIn("> 2 | null!.x", cell.traceback)

    def test_a_cell_runs_where_the_main_shell_awaits(self):
        shell = self.create()
        busy = self.busy("let release; console.log('go'); await new Promise((r) => { release = r }); 'released'")
        self.assertEqual(self.run_in(shell, "const helper = () => 6 * 7; console.log('beside'); helper()").result, "42")
        self.assertEqual(self.run_in(shell, "release()").status, "ok")
        self.assertEqual(self.notebook.finish(busy).result, "'released'")

    def test_cells_of_two_subshells_take_turns(self):
        one, two = self.create(), self.create()
        self.run_ok("const order: string[] = []; let open; const gate = new Promise((r) => { open = r })")
        first = self.submit(one, "order.push('a'); console.log('go'); await gate; order.push('c')")
        self.notebook.said(first, "go")
        self.assertEqual(self.run_in(two, "order.push('b'); open()").status, "ok")
        self.assertEqual(self.notebook.finish(first).status, "ok")
        self.assert_result("order.join('')", "'abc'")

    def test_comm_messages_over_a_subshell_are_heard_where_the_main_shell_awaits(self):
        shell = self.create()
        self.run_ok("import { registerCommTarget } from 'gluonlab/kernel'; registerCommTarget('sub', (comm) => comm.addEventListener('message', ({ data }) => comm.send({ heard: data })))")
        self.notebook.iopub(self.send(shell, "comm_open", {"comm_id": "s1", "target_name": "sub", "data": {}}))
        busy = self.busy("console.log('go'); await new Promise(() => {})")
        messages = self.notebook.iopub(self.send(shell, "comm_msg", {"comm_id": "s1", "data": 1}))
        self.assertEqual([m["content"]["data"] for m in messages if m["msg_type"] == "comm_msg"], [{"heard": 1}])
        self.stop(busy)

    def test_questions_of_two_shells_are_asked_one_after_the_other(self):
        shell = self.create()
        ids = [self.submit(None, "await input('main? ')"), self.submit(shell, "await input('sub? ')")]
        for _ in ids:
            question = self.notebook.client.get_stdin_msg(timeout=SECONDS)
            self.notebook.client.input(question["content"]["prompt"] + question["parent_header"]["msg_id"])
        self.assertEqual([self.notebook.finish(msg_id).result for msg_id in ids], [f"'main? {ids[0]}'", f"'sub? {ids[1]}'"])


class Aborts(SubshellTest):
    def test_a_failing_cell_aborts_what_waits_in_its_own_shell_only(self):
        shell, other = self.create(), self.create()
        ids = [
            self.submit(shell, "await new Promise((r) => setTimeout(r, 20)); throw new Error('stop')"),
            self.submit(shell, "1"),
            self.submit(other, "await new Promise((r) => setTimeout(r, 60)); 2"),
            self.submit(other, "3"),
            self.submit(None, "4"),
        ]
        statuses = [self.notebook.finish(msg_id).status for msg_id in ids]
        self.assertEqual(statuses, ["error", "aborted", "ok", "ok", "ok"])

    def test_deleting_a_subshell_stops_its_cell_and_aborts_those_behind(self):
        shell = self.control("create_subshell_request")["subshell_id"]
        ids = [self.submit(shell, "console.log('go'); await new Promise(() => {})"), self.submit(shell, "1")]
        self.notebook.said(ids[0], "go")
        self.assertEqual(self.control("delete_subshell_request", subshell_id=shell)["status"], "ok")
        self.assertEqual(self.notebook.finish(ids[0]).reply["ename"], "KeyboardInterrupt")
        self.assertEqual(self.notebook.finish(ids[1]).status, "aborted")


class Interrupts(SubshellTest):
    def interrupt(self, shell):
        self.notebook.reply(self.send(shell, "interrupt_request", {}, "control"), "control")

    def test_an_interrupt_of_a_subshell_leaves_the_main_shell_alone(self):
        shell = self.create()
        for code in ("await new Promise(() => {})", "for (;;);", "await null; for (;;);", "for (;;) await null"):
            with self.subTest(code):
                main = self.busy("let open; console.log('go'); await new Promise((r) => { open = r }); 'undisturbed'")
                beside = self.submit(shell, f"console.log('beside'); {code}")
                self.notebook.said(beside, "beside")
                self.interrupt(shell)
                self.assertEqual(self.notebook.finish(beside).reply["ename"], "KeyboardInterrupt")
                self.assertEqual(self.run_in(shell, "open()").status, "ok")
                self.assertEqual(self.notebook.finish(main).result, "'undisturbed'")

    def test_an_interrupt_of_the_main_shell_leaves_a_subshell_alone(self):
        shell = self.create()
        beside = self.submit(shell, "let done; console.log('beside'); await new Promise((r) => { done = r }); 'undisturbed'")
        self.notebook.said(beside, "beside")
        self.stop(self.busy("console.log('go'); for (;;);"))
        self.stop(self.busy("console.log('go'); await new Promise(() => {})"))
        self.run_ok("done()")
        self.assertEqual(self.notebook.finish(beside).result, "'undisturbed'")

    STRANDED = "KeyboardInterrupt: the interrupt of another cell took along what this one waited for"

    def test_a_cell_whose_turn_was_unwound_with_a_loop_goes_on_or_ends(self):
        """V8 drops the promise callbacks that are queued behind the code it unwinds."""
        opening = "await null; open(1); console.log('loop'); for (;;);"
        waiting = "await gate; console.log('loop'); for (;;);"
        for beside, main, expected in (
            ("await gate", opening, "1"),
            ("const inner = async () => { await gate; return 2 }; await inner()", opening, "2"),
            ("try { await gate } finally { console.log('left') }", opening, None),
            ("await gate", waiting, self.STRANDED),
            ("const inner = async () => { await gate; return 2 }; await inner()", waiting, self.STRANDED),
            ("const inner = async () => { await gate; return 2 }; let name; try { await inner() } catch (error) { name = error.name } name", waiting, "'KeyboardInterrupt'"),
            ("const background = async () => { for (;;) await new Promise((r) => setTimeout(r, 5)) }; void background(); await gate", waiting, self.STRANDED),
        ):
            with self.subTest(f"{main} / {beside}"):
                shell, opener = self.create(), self.create()
                self.run_ok("let open; const gate = new Promise((resolve) => { open = resolve }); 0")
                stuck = self.submit(None, f"console.log('main'); {main}")
                if main == waiting:
                    self.notebook.said(stuck, "main")
                cell = self.submit(shell, f"console.log('beside'); {beside}")
                if main == waiting:
                    self.notebook.said(cell, "beside")
                    self.submit(opener, "open(1)")
                self.notebook.said(stuck, "loop")
                self.notebook.interrupt()
                self.assertEqual(self.notebook.finish(stuck).reply["ename"], "KeyboardInterrupt")
                ended = self.notebook.finish(cell)
                self.assertEqual(ended.error or ended.result, expected)
                self.assert_result("1 + 1", "2")

    def test_an_interrupt_spares_another_shells_loop_until_it_is_repeated(self):
        shell = self.create()
        main = self.busy("console.log('go'); await new Promise(() => {})")
        beside = self.submit(shell, "console.log('beside'); for (;;);")
        self.notebook.said(beside, "beside")
        self.notebook.interrupt()
        self.notebook.said(main, "interrupt again to stop that one too")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(main).reply["ename"], "KeyboardInterrupt")
        self.assertEqual(self.notebook.finish(beside).reply["ename"], "KeyboardInterrupt")
        self.assert_result("1 + 1", "2")

    def test_an_interrupt_of_an_idle_main_shell_stops_the_cells_of_subshells(self):
        shell = self.create()
        beside = self.submit(shell, "console.log('beside'); for (;;);")
        self.notebook.said(beside, "beside")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(beside).reply["ename"], "KeyboardInterrupt")

    def test_a_native_wait_of_another_shell_is_spared(self):
        shell = self.create()
        self.run_ok("import { nd, waitall } from 'gluonlab'; const m = nd.ones([512, 512])")
        main = self.busy("console.log('go'); await new Promise(() => {})")
        beside = self.submit(shell, "console.log('beside'); let p = m; for (let i = 0; i < 40; i++) p = nd.dot(m, m); waitall(); 'undisturbed'")
        self.notebook.said(beside, "beside")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(beside).result, "'undisturbed'")
        self.assertEqual(self.notebook.finish(main).reply["ename"], "KeyboardInterrupt")


class Peek(SubshellTest):
    def setUp(self):
        self.shell = self.create()
        self.run_ok("let loss = 2.5; let step = 0; const names = ['a', 'b']; class Model { size = 3 }; const model = new Model()")

    def test_an_expression_is_answered_while_the_main_shell_loops(self):
        busy = self.busy("console.log('go'); for (;;) step++")
        for code, expected in (("loss", "2.5"), ("names.map((n) => n.length * loss)", "[ 2.5, 2.5 ]"), ("model", "Model { size: 3 }"), ("`${Math.sqrt(loss * 10)}`", "'5'"), ("undefined", None)):
            with self.subTest(code):
                cell = self.run_in(self.shell, code)
                self.assertEqual((cell.status, cell.result), ("ok", expected))
        steps = [int(self.run_in(self.shell, "step").result) for _ in range(3)]
        self.assertTrue(0 < steps[0] < steps[1] < steps[2], steps)
        self.stop(busy)

    def test_the_locals_of_the_running_function_can_be_seen(self):
        busy = self.busy("function train() { const rate = 0.5; let epoch = 0; for (;;) { epoch = (epoch + 1) % 7; if (epoch === 3 && rate < 1) step++ } }\nconsole.log('go'); train()")
        self.assertEqual(self.run_in(self.shell, "rate + loss").result, "3")
        self.assertIn(int(self.run_in(self.shell, "epoch").result), range(8))
        self.stop(busy)

    def test_an_array_shows_its_values(self):
        self.run_ok("import { nd } from 'gluonlab'; const weights = nd.ones([2])")
        busy = self.busy()
        self.assertIn("[1. 1.]", self.run_in(self.shell, "weights").result)
        self.stop(busy)

    def test_the_loop_ends_as_if_nobody_had_looked(self):
        busy = self.busy("console.log('go'); let sum = 0; for (let i = 0; i < 60_000_000; i++) sum += i % 7; sum")
        looks = 0
        while looks < 5:
            looks += self.run_in(self.shell, "loss").result == "2.5"
        self.assertEqual(self.notebook.finish(busy).result, str(sum(i % 7 for i in range(7)) * (60_000_000 // 7) + sum(range(60_000_000 % 7))))

    def test_what_would_change_something_waits_for_its_turn(self):
        busy = self.busy()
        waiting = [self.submit(self.shell, code) for code in ("step = -1; step", "names.push('c')", "console.log('said')", "await loss", "let declared = 1", "nobody")]
        self.assertEqual(self.run_in(self.create(), "[step >= 0, names.length]").result, "[ true, 2 ]")
        self.stop(busy)
        cells = [self.notebook.finish(msg_id) for msg_id in waiting]
        self.assertEqual([cell.result for cell in cells], ["-1", "3", None, "2.5", None, None])
        self.assertEqual(cells[2].stream(), "said\n")
        self.assertEqual(cells[5].error, "ReferenceError: nobody is not defined")

    def test_an_expression_that_never_ends_waits_for_its_turn_and_can_be_interrupted_there(self):
        busy = self.busy()
        endless = self.submit(self.shell, "(() => { for (;;); })()")
        self.stop(busy)
        self.notebook.reply(self.send(self.shell, "interrupt_request", {}, "control"), "control")
        self.assertEqual(self.notebook.finish(endless).reply["ename"], "KeyboardInterrupt")
        self.assert_result("1 + 1", "2")
