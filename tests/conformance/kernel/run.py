"""Runs every test_*.py of this folder against the built kernel and ends with `N passed, N failed`.

    python run.py [NAME ...]      only tests whose name contains one of the words

The kernelspec is written by `gluonlab install` into a temporary prefix, so that no installed kernel is touched or needed.
"""

import os
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CLI = FOLDER.parents[2] / "kernel" / "dist" / "cli" / "main.js"


class Result(unittest.TextTestResult):
    """One line per test, with its time."""

    def startTest(self, test):
        unittest.TestResult.startTest(self, test)
        self.began = time.monotonic()

    def _line(self, mark, test):
        seconds = time.monotonic() - self.began
        self.stream.writeln(f"{mark} {type(test).__name__}: {self.getDescription(test)} ({seconds:.2f} s)")
        self.stream.flush()

    def getDescription(self, test):
        return test._testMethodName.removeprefix("test_").replace("_", " ") if hasattr(test, "_testMethodName") else str(test)

    def addSuccess(self, test):
        unittest.TestResult.addSuccess(self, test)
        self._line("  ok  ", test)

    def addError(self, test, err):
        unittest.TestResult.addError(self, test, err)
        self._line("  FAIL", test)

    def addFailure(self, test, err):
        unittest.TestResult.addFailure(self, test, err)
        self._line("  FAIL", test)


def tests(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from tests(item)
        else:
            yield item


def main(words):
    with tempfile.TemporaryDirectory(prefix="gluonlab-kernel-") as prefix:
        subprocess.run(["node", CLI, "install", "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
        os.environ["JUPYTER_PATH"] = str(Path(prefix, "share", "jupyter"))
        os.environ["JUPYTER_RUNTIME_DIR"] = str(Path(prefix, "runtime"))
        os.environ["GLUONLAB_HISTORY"] = str(Path(prefix, "history"))
        found = unittest.defaultTestLoader.discover(str(FOLDER), pattern="test_*.py")
        wanted = [test for test in tests(found) if not words or any(word in test.id() for word in words)]
        began = time.monotonic()
        result = unittest.TextTestRunner(resultclass=Result, stream=sys.stdout).run(unittest.TestSuite(wanted))
    failed = len(result.errors) + len(result.failures)
    print(f"{time.monotonic() - began:.0f} s")
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed or result.testsRun == 0 else 0


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER))
    sys.exit(main(sys.argv[1:]))
