"""Jupyter's own conformance suite."""

import jupyter_kernel_test


class JupyterSuite(jupyter_kernel_test.KernelTests):
    kernel_name = "gluonlab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    code_page_something = 'display.page("a page")'
    code_generate_error = 'throw new Error("boom")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "const word: string = 'a'; word + 'b'", "result": "'ab'"},
        {"code": "await Promise.resolve([1, 2])", "result": "[ 1, 2 ]"},
    ]
    code_display_data = [
        {"code": "display.html`<b>bold</b>`", "mime": "text/html"},
        {"code": "display.svg('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", "mime": "image/svg+xml"},
        {"code": "display.png(new Uint8Array([137, 80]))", "mime": "image/png"},
        {"code": "display({ a: 1 })", "mime": "text/plain"},
    ]
    code_clear_output = "clearOutput()"
    completion_samples = [
        {"text": "console.lo", "matches": {"log"}},
        {"text": "Math.sqr", "matches": {"sqrt"}},
        {"text": "nowhereDefined", "matches": set()},
    ]
    complete_code_samples = ["1", "const a = [1, 2];", "function f() { return 1 }", "await f()"]
    incomplete_code_samples = ["function f() {", "const a =", "`text", "/* note", "f(1,", "class A {\n  x = 1;"]
    invalid_code_samples = ["a b c", "const = 1", '"text', "}"]
    code_inspect_sample = "Math.max"
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6*7"


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "gluonlab"
    support_iopub_welcome = True


