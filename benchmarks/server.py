"""How fast the server is, measured side by side with the least server that pygls can make.

Run it as ``make bench``, or ``python benchmarks/server.py --rounds 9``.  Times depend on the machine; the ratios are
what the project holds itself to: initialize at most 1.2, hover at most 2.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.lsp.wire import PUSH, SERVER, URI, Wire

ECHO = (sys.executable, str(Path(__file__).with_name("echo_server.py")))
LINES = 1000
EDITED = 500
HOVER = {"textDocument": {"uri": URI}, "position": {"line": EDITED, "character": 0}}


def worksheet() -> str:
    """A worksheet of which every tenth line asks something."""
    return "".join(f"{line} + {line}\n" if line % 10 == 0 else "# a line that asks nothing\n" for line in range(LINES))


def measure(action: Callable[[], object], rounds: int) -> float:
    """The median of how many milliseconds ``action`` takes."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        action()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def initialize(command: tuple[str, ...]) -> None:
    """From nothing to an initialized server."""
    wire = Wire(command)
    wire.call("initialize", {"processId": None, "rootUri": None, "capabilities": PUSH})
    wire.kill()


def change(wire: Wire, version: int) -> None:
    """Writes a question that was never asked before."""
    stretch = {"start": {"line": EDITED, "character": 0}, "end": {"line": EDITED, "character": 999}}
    wire.change({"range": stretch, "text": f"{version} * 1000003"}, version=version)


def shown(wire: Wire) -> str:
    """The hint on the edited line."""
    return "".join(hint["label"] for hint in wire.hints(EDITED, EDITED) if hint["position"]["line"] == EDITED)


def answered(wire: Wire, version: int) -> None:
    """Edits the line and waits until its answer with the verdict is there."""
    change(wire, version)
    while f"{version * 1000003}" not in (text := shown(wire).replace(",", "")) or "✓" not in text:
        wire.notification("workspace/inlayHint/refresh")


def asked(wire: Wire, version: int) -> None:
    """Edits the line and asks for the hints around it, which are to be answered at once."""
    change(wire, version)
    wire.hints(EDITED - 30, EDITED + 30)


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--rounds", type=int, default=9, help="how often a process is started; the rest is done more often"
    )
    rounds = parser.parse_args().rounds

    pairs = [(measure(lambda: initialize(SERVER), 1), measure(lambda: initialize(ECHO), 1)) for _ in range(rounds + 1)][
        1:
    ]
    rows = [("initialize", median(ours for ours, _ in pairs), median(bare for _, bare in pairs))]

    real, echo = Wire(SERVER), Wire(ECHO)
    for wire in (real, echo):
        wire.initialize(PUSH)
    real.open(worksheet())
    real.until(lambda: len(real.hints()) == LINES // 10 and "✓" in shown(real))
    echo.open(real.call("textDocument/hover", HOVER)["contents"]["value"])
    often = rounds * 20
    rows.append(
        (
            "hover on an answered line",
            measure(lambda: real.call("textDocument/hover", HOVER), often),
            measure(lambda: echo.call("textDocument/hover", HOVER), often),
        )
    )
    echo.change({"text": worksheet()}, version=2)
    versions = iter(range(3, 1_000_000))
    rows.append(
        (
            f"edit, then hints ({LINES} lines)",
            measure(lambda: asked(real, next(versions)), often),
            measure(lambda: asked(echo, next(versions)), often),
        )
    )
    rows.append(
        (
            "edit to the new verdict in a hint",
            measure(lambda: answered(real, next(versions)), rounds * 5),
            measure(lambda: asked(echo, next(versions)), often),
        )
    )
    print(f"{'':36}{'server':>10}{'bare pygls':>12}{'ratio':>8}")
    for name, ours, bare in rows:
        print(f"{name:36}{ours:7.1f} ms{bare:9.1f} ms{ours / bare:8.2f}")
    for wire in (real, echo):
        wire.kill()


if __name__ == "__main__":
    main()
