"""Runs commands of the Python reference, one JSON line in, one JSON line out.

Started with the folders that hold the reference's packages as arguments. A line is {"args": [..]} for its command line
or {"rename": [section, before, after], "path": ..} for the renaming that only its library offers.
"""

import contextlib
import io
import json
import sys

sys.path[:0] = sys.argv[1:]

from ssot_cli.main import main  # noqa: E402
from ssot_registry.api.entity_ops import update_entity  # noqa: E402


def run(args):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(args)
        except SystemExit as stop:
            status = stop.code
    return {"status": status, "out": out.getvalue(), "err": err.getvalue()}


def rename(section, before, after, path):
    try:
        update_entity(path, section, before, {"id": after})
    except Exception as refused:  # the reference has no narrower type for all of its refusals
        return {"status": 1, "out": json.dumps({"error": str(refused), "passed": False}), "err": ""}
    return {"status": 0, "out": "{}", "err": ""}


for line in sys.stdin:
    step = json.loads(line)
    answer = rename(*step["rename"], step["path"]) if "rename" in step else run(step["args"])
    print(json.dumps(answer), flush=True)
