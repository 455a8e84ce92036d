"""A debugger's front end for tests: requests of the Debug Adapter Protocol over control, events over iopub."""

from notebook import NotebookTest


class DebugError(Exception):
    """The debugger refused a request."""


class DebugSession:
    def __init__(self, notebook):
        self.notebook = notebook
        self.sequence = 0

    def request(self, command, **arguments):
        """Sends a request; the body of the reply, or a DebugError."""
        self.sequence += 1
        content = {"type": "request", "seq": self.sequence, "command": command, "arguments": arguments}
        reply = self.notebook.reply(self.notebook.send("control", "debug_request", content), "control")
        assert reply["msg_type"] == "debug_reply", reply
        response = reply["content"]
        assert response["type"] == "response" and response["request_seq"] == self.sequence, response
        assert response["command"] == command, response
        if not response["success"]:
            raise DebugError(response["message"])
        return response["body"]

    def event(self, name):
        """Waits for an event; its body."""
        is_it = lambda m: m["msg_type"] == "debug_event" and m["content"]["event"] == name
        return self.notebook.iopub(until=is_it)[-1]["content"]["body"]

    def start(self):
        self.request("initialize", clientID="test", adapterID="gluonlab", linesStartAt1=True, columnsStartAt1=True)
        self.request("attach")
        self.event("initialized")
        self.request("configurationDone")
        return self

    def stop(self):
        self.request("disconnect", restart=False, terminateDebuggee=False)

    def break_in(self, code, *points):
        """Breakpoints at lines, or at dicts with a line and a condition; the breakpoints that came of it."""
        return self.break_at(self.request("dumpCell", code=code)["sourcePath"], *points)

    def break_at(self, path, *points):
        breakpoints = [point if isinstance(point, dict) else {"line": point} for point in points]
        return self.request("setBreakpoints", source={"path": str(path)}, breakpoints=breakpoints)["breakpoints"]

    def stopped(self):
        """Waits for a stop: its reason, and the frames."""
        body = self.event("stopped")
        return body, self.frames()

    def frames(self):
        return self.request("stackTrace", threadId=1)["stackFrames"]

    def places(self):
        """`name:line` of each frame."""
        return [f"{frame['name']}:{frame['line']}" for frame in self.frames()]

    def scopes(self, frame=0):
        return {scope["name"]: scope for scope in self.request("scopes", frameId=self.frames()[frame]["id"])["scopes"]}

    def children(self, reference, **options):
        return {v["name"]: v for v in self.request("variables", variablesReference=reference, **options)["variables"]}

    def variables(self, scope, frame=0):
        """The variables of a scope by name."""
        return self.children(self.scopes(frame)[scope]["variablesReference"])

    def values(self, scope, frame=0):
        return {name: variable["value"] for name, variable in self.variables(scope, frame).items()}

    def evaluate(self, expression, frame=0, context="repl"):
        """On a frame; without one, for the notebook."""
        place = {} if frame is None else {"frameId": self.frames()[frame]["id"]}
        return self.request("evaluate", expression=expression, context=context, **place)

    def go(self, how="continue"):
        """Goes on, and waits until the program has left where it was."""
        self.request(how, threadId=1)
        self.event("continued")

    def step(self, how):
        """One step; `name:line` of the frame where it ends."""
        self.request(how, threadId=1)
        self.event("stopped")
        return self.places()[0]


class DebuggerTest(NotebookTest):
    """A debugger that is attached for each test."""

    def setUp(self):
        self.debug = DebugSession(self.notebook).start()
        self.addCleanup(self.debug.stop)

    def run_to_stop(self, code):
        """Starts a cell that will stop; its id and the stop."""
        msg_id = self.notebook.submit(code)
        return msg_id, self.debug.event("stopped")

    def assert_refused(self, expected, command, **arguments):
        with self.assertRaisesRegex(DebugError, expected):
            self.debug.request(command, **arguments)
