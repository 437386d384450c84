"""Random bytes through intake, guided by coverage: `python tests/fuzz/intake.py [seconds]`. Needs atheris; without it, it says so.

Whatever the bytes are, there is a report or a recorded failure; anything else ends the run with the bytes that did it.
"""

from __future__ import annotations

import importlib.util
import sys

SECONDS = 300


def main() -> int:
    """Runs the fuzzer for as long as asked; 0 when nothing was found or the fuzzer is not installed."""
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: nothing was fuzzed (.ci/venv .venv soak editable)")
        return 0
    import atheris

    with atheris.instrument_imports(include=["reportedly.intake"]):
        from reportedly.intake.address import AddressError, target_of
        from reportedly.intake.html import looks_like_html
        from reportedly.intake.jsonld import article_node, nodes_of
        from reportedly.intake.options import Given, IntakeError
        from reportedly.intake.page import NoArticleError, read_page
        from reportedly.intake.robots import read_robots
        from reportedly.intake.text import report_from_text

    def once(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        try:
            report = report_from_text(data, "fuzz", Given(title=text[:40], language="en"))
            assert all(0 <= start < end <= len(report.text) for start, end in report.furniture)
        except IntakeError as error:
            assert error.failure.reason
        try:
            target_of("http://" + text[:200])
        except AddressError as error:
            assert str(error)
        article_node(nodes_of([text]))
        read_robots(text, "reportedly").allows("https://kelmcourier.example/" + text[:50])
        if looks_like_html(data) or len(data) < 400:
            try:
                read_page("<html><body>" + text[:5_000])
            except NoArticleError as error:
                assert str(error)

    seconds = sys.argv[1] if len(sys.argv) > 1 else str(SECONDS)
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=4096", "-print_final_stats=1"], once)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
