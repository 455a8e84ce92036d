"""A side's part of the conversation: reads {"row": name, "seconds": budget} per line, answers {"seconds": time} per line.

`serve(rows, version)` takes a table from row name to a function that sets the row up and returns `run(count)`, which does the
work `count` times and waits for its end. A row the side lacks is answered with {"missing": true}.
"""

import json
import statistics
import sys
import time


def best_time(run, budget):
    """Seconds per call of the best of several batches; a batch lasts about a tenth of the budget."""
    run(1)
    count, elapsed = 1, timed(run, 1)
    while elapsed < budget / 20:
        count *= 2
        elapsed = timed(run, count)
    best, end = elapsed / count, time.perf_counter() + budget
    while time.perf_counter() < end:
        best = min(best, timed(run, count) / count)
    return best


def timed(run, count):
    start = time.perf_counter()
    run(count)
    return time.perf_counter() - start


def median_time(run, budget):
    """Seconds of the middle one of several calls; `run()` does the work once and returns the seconds of it."""
    end = time.perf_counter() + budget
    times = [run()]
    while time.perf_counter() < end:
        times.append(run())
    return statistics.median(times)


def serve(rows, version, measure=best_time):
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not mix with the answers
    prepared = {}
    print(json.dumps({"ready": version}), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        name = request["row"]
        if name not in rows:
            answer = {"missing": True}
        else:
            try:
                if name not in prepared:
                    prepared[name] = rows[name]()
                answer = {"seconds": measure(prepared[name], request["seconds"])}
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)
