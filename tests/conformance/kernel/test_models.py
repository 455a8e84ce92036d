"""The networks of a notebook, as panels beside it ask for them over the control comm."""

from array import array

from notebook import NotebookTest

NET = """
import * as mx from 'gluonlab';
const { nn } = mx.gluon;
const net = new nn.Sequential(new nn.Dense(4, { activation: 'relu' }), new nn.Dense(2));
net.initialize(new mx.init.One());
"""

TRAINING = (
    NET
    + """
const trainer = new mx.gluon.Trainer(net.collectParams(), 'sgd', { learningRate: 1e-3 });
const loader = new mx.gluon.data.DataLoader(new mx.gluon.data.ArrayDataset(mx.nd.ones([10, 3])), { batchSize: 5 });
function step() {
  mx.autograd.record(() => net(mx.nd.ones([5, 3])).sum()).backward();
  trainer.step(1);
}
step();
"""
)


class Models(NotebookTest):
    def message(self, request, **given):
        data = {"v": 1, "id": 7, "request": request, **given}
        msg_id = self.notebook.send("shell", "comm_msg", {"comm_id": "gluonlab:control", "data": data})
        return self.notebook.iopub(msg_id, until=lambda m: m["msg_type"] == "comm_msg")[-1]

    def ask(self, request, **given):
        return self.message(request, **given)["content"]["data"]

    def summaries(self, model, of):
        """The answer, and by parameter: mean of the absolute values, norm, min, max, shares of zeros and NaN."""
        message = self.message("summaries", model=model, of=of)
        answer = message["content"]["data"]
        numbers = array("f", bytes(message["buffers"][0]))
        return answer, {name: numbers[6 * row : 6 * row + 6].tolist() for row, name in enumerate(answer["known"])}

    def model(self, name):
        return next(model for model in self.ask("models")["known"]["models"] if model["name"] == name)

    def run_cell(self, code):
        cell = self.notebook.finish(self.notebook.submit(code))
        self.assertEqual(cell.status, "ok", cell.error)

    def test_a_network_is_listed_by_its_variable_and_has_a_graph_after_its_first_call(self):
        self.run_cell(NET)
        self.assertEqual({**self.model("net"), "id": 0}, {"id": 0, "name": "net", "type": "Sequential", "parameters": 6, "inputs": None})
        model = self.model("net")["id"]
        self.assertIn("was not called yet", self.ask("graph", model=model)["error"])
        example = [{"shape": [7, 6], "dtype": "float32"}]
        graph = self.ask("graph", model=model, example=example)["known"]
        self.assertEqual(graph["values"][graph["outputs"][0]]["shape"], [7, 2])
        self.assertEqual(self.model("net")["parameters"], 6)
        self.run_cell("net(mx.nd.ones([5, 3]));")
        self.assertEqual(self.model("net")["inputs"], [{"shape": [5, 3], "dtype": "float32"}])
        self.assertEqual(self.model("net")["parameters"], 3 * 4 + 4 + 4 * 2 + 2)
        graph = self.ask("graph", model=model)["known"]
        self.assertEqual([node["op"] for node in graph["nodes"]], ["FullyConnected", "Activation", "FullyConnected"])
        self.assertEqual(graph["name"], "net")
        [output] = graph["outputs"]
        self.assertEqual(graph["values"][output]["shape"], [5, 2])
        names = {value["name"] for value in graph["values"] if "tensor" in value}
        self.assertEqual(names, {"0.weight", "0.bias", "1.weight", "1.bias"})

    def test_parameters_have_statistics_and_gradients_too(self):
        self.run_cell(NET + "mx.autograd.record(() => net(mx.nd.ones([5, 3])).sum()).backward();")
        model = self.model("net")["id"]
        weights = self.ask("statistics", model=model, parameter="0.weight", of="values")["statistics"]
        self.assertEqual((weights["count"], weights["mean"], weights["deviation"]), (12, 1, 0))
        gradient = self.ask("statistics", model=model, parameter="1.bias", of="gradient")["statistics"]
        self.assertEqual((gradient["count"], gradient["min"], gradient["max"]), (2, 5, 5))
        self.assertIn("no parameter 'nothing'", self.ask("statistics", model=model, parameter="nothing", of="values")["error"])

    def test_the_profiler_measures_each_operator_of_the_graph(self):
        self.run_cell(NET + "net(mx.nd.ones([5, 3]));")
        model = self.model("net")["id"]
        names = [node["name"] for node in self.ask("graph", model=model)["known"]["nodes"]]
        self.assertEqual(self.ask("measures", model=model)["known"], [])
        self.assertTrue(self.ask("profile", on=True)["isProfiling"])
        self.run_cell("for (let i = 0; i < 3; i++) net(mx.nd.ones([5, 3]));")
        measures = self.ask("measures", model=model)["known"]
        self.assertEqual([(names.index(one["name"]), one["calls"], one["bytes"]) for one in measures], [(0, 3, 80), (1, 3, 80), (2, 3, 40)])
        self.assertTrue(all(one["timeMs"] > 0 and one["backwardMs"] is None for one in measures))
        self.run_cell("mx.autograd.record(() => net(mx.nd.ones([5, 3])).sum()).backward();")
        self.assertTrue(all(one["backwardMs"] > 0 for one in self.ask("measures", model=model)["known"]))
        self.assertFalse(self.ask("profile", on=False)["isProfiling"])

    def test_between_the_turns_of_a_running_cell_networks_are_there_and_a_cell_without_turns_says_busy(self):
        self.run_cell(NET + "net(mx.nd.ones([5, 3]));")
        model = self.model("net")["id"]
        turning = self.notebook.submit("console.log('go'); await new Promise((resolve) => setTimeout(resolve, 60_000));")
        self.notebook.said(turning, "go")
        self.assertEqual(len(self.ask("graph", model=model)["known"]["nodes"]), 3)
        self.notebook.interrupt()
        self.notebook.finish(turning)
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        graph = self.ask("graph", model=model)
        self.assertEqual((graph["known"], graph["isCellRunning"]), (None, True))
        self.assertIn("the kernel is busy", self.ask("profile", on=True)["error"])
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(busy).status, "error")
        self.assertEqual(len(self.ask("graph", model=model)["known"]["nodes"]), 3)

    def test_a_training_loop_is_looked_at_after_its_backwards_whether_it_yields_or_not(self):
        self.run_cell(TRAINING)
        model = self.model("net")["id"]
        endless = {
            "synchronous": "console.log('go'); for (;;) step();",
            "over batches": "console.log('go'); for (;;) for await (const batch of loader) step();",
            "awaiting": "console.log('go'); for (;;) { step(); await Promise.resolve(); }",
        }
        for name, loop in endless.items():
            with self.subTest(name):
                training = self.notebook.submit(loop)
                self.notebook.said(training, "go")
                self.assertEqual(len(self.ask("graph", model=model)["known"]["nodes"]), 3)
                summaries, rows = self.summaries(model, "gradient")
                self.assertTrue(summaries["isCellRunning"])
                self.assertEqual(summaries["known"], ["0.weight", "0.bias", "1.weight", "1.bias"])
                # The loss is the sum of 5 rows: each bias of the last layer has the gradient 5.
                self.assertEqual([round(number, 3) for number in rows["1.bias"]], [5, round(50**0.5, 3), 5, 5, 0, 0])
                # Two questions may meet at the same backward, many do not.
                means = {self.summaries(model, "values")[1]["1.bias"][0] for _ in range(20)}
                self.assertGreater(len(means), 1)
                self.assertTrue(self.ask("profile", on=True)["isProfiling"])
                calls = {one["calls"] for _ in range(20) for one in self.ask("measures", model=model)["known"]}
                self.assertGreater(len(calls), 1)
                self.assertFalse(self.ask("profile", on=False)["isProfiling"])
                self.notebook.interrupt()
                self.assertEqual(self.notebook.finish(training).status, "error")
        self.assertFalse(self.summaries(model, "values")[0]["isCellRunning"])

    def test_a_network_that_the_running_cell_has_made_is_there_while_it_trains(self):
        training = self.notebook.submit(TRAINING.replace("net", "fresh") + "console.log('go'); for (;;) step();")
        self.notebook.said(training, "go")
        self.assertTrue(self.ask("models")["isCellRunning"])
        graph = self.ask("graph", model=self.model("fresh")["id"])["known"]
        self.assertEqual(graph["values"][graph["inputs"][0]]["shape"], [5, 3])
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(training).status, "error")

    def test_a_cell_that_neither_yields_nor_trains_gives_no_summaries_but_is_said_to_run(self):
        self.run_cell(TRAINING)
        model = self.model("net")["id"]
        busy = self.notebook.submit("console.log('go'); for (;;);")
        self.notebook.said(busy, "go")
        summaries = self.ask("summaries", model=model, of="values")
        self.assertEqual((summaries["known"], summaries["isCellRunning"]), (None, True))
        self.notebook.interrupt()
        self.notebook.finish(busy)

    def test_an_interrupt_inside_a_layer_leaves_no_layer_and_no_recording_behind(self):
        self.run_cell(NET + "net(mx.nd.ones([5, 3]));")
        self.run_cell("class Endless extends mx.gluon.Block { forward(x: any) { console.log('go'); for (;;); } }")
        stuck = self.notebook.submit("mx.autograd.record(() => new nn.Sequential(new Endless())(mx.nd.ones([1])));")
        self.notebook.said(stuck, "go")
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(stuck).status, "error")
        self.run_cell("net(mx.nd.ones([6, 3])); if (mx.autograd.isRecording()) throw new Error('still recording');")
        graph = self.ask("graph", model=self.model("net")["id"])["known"]
        self.assertEqual(graph["values"][graph["inputs"][0]]["shape"], [6, 3])
