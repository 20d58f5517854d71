# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""Line charts side by side, with powers of ten to the right and a linear scale upwards, as SVG."""

import dataclasses
import html
import math

WIDTH, HEIGHT = 440, 310  # of one chart, with its margins
LEFT, RIGHT, TOP, BOTTOM = 52, 20, 74, 46
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

# Readable on white and on black: the page's own background shows through.
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 14px }
.grid { stroke: #24292f; stroke-opacity: .15 }
.axis { stroke: #24292f; stroke-opacity: .6 }
.line { fill: none; stroke-width: 2 }
.dashed { stroke-dasharray: 4 4 }
.c0 { stroke: #0969da } .d0 { fill: #0969da }
.c1 { stroke: #bc4c00 } .d1 { fill: #bc4c00 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .grid, .axis { stroke: #e6edf3 }
  .c0 { stroke: #58a6ff } .d0 { fill: #58a6ff }
  .c1 { stroke: #f0883e } .d1 { fill: #f0883e }
}"""


@dataclasses.dataclass(frozen=True)
class Line:
    title: str
    points: list  # of (x, y)
    beside: list = dataclasses.field(default_factory=list)  # what it is compared with, dashed


@dataclasses.dataclass(frozen=True)
class Chart:
    title: str
    x_title: str
    y_title: str
    lines: list


class Scale:
    """From values to places in one chart."""

    def __init__(self, chart, offset):
        points = [point for line in chart.lines for point in line.points + line.beside]
        xs = [x for x, _ in points]
        self.low = math.floor(math.log10(min(xs)))
        self.high = math.ceil(math.log10(max(xs)))
        self.top = nice_top(max(y for _, y in points))
        self.offset = offset

    def x(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.offset + LEFT + share * PLOT_WIDTH

    def y(self, value):
        return TOP + (1 - value / self.top) * PLOT_HEIGHT


def nice_top(value):
    """The first of 1, 2, 4, 5, 8, 10, 20, ... that is not below value."""
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 5, 8, 10) if step * power >= value)


def text(x, y, words, anchor="middle", kind=""):
    name = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{name}>{html.escape(words)}</text>'


def stroke(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def axes(chart, scale):
    left, right = scale.offset + LEFT, scale.offset + LEFT + PLOT_WIDTH
    for quarter in range(5):
        value = scale.top * quarter / 4
        yield stroke(left, scale.y(value), right, scale.y(value), "grid" if quarter else "axis")
        yield text(left - 6, scale.y(value) + 4, f"{value:g}", "end")
    for power in range(scale.low, scale.high + 1):
        yield stroke(scale.x(10**power), scale.y(0), scale.x(10**power), scale.y(0) + 4, "axis")
        yield text(scale.x(10**power), scale.y(0) + 18, f"{10**power:,}")
    yield text((left + right) / 2, scale.y(0) + 36, chart.x_title)
    yield text(left - 40, 20, chart.title, "start", "title")
    yield text(left - 40, TOP - 12, chart.y_title, "start")


def polyline(places, kind):
    return (f'<polyline class="{kind}" points="' + " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            + '"/>')


def curve(line, number, scale):
    def places(points):
        return [(scale.x(x), scale.y(y)) for x, y in points]

    if line.beside:
        yield polyline(places(line.beside), f"line dashed c{number}")
    yield polyline(places(line.points), f"line c{number}")
    yield from (f'<circle class="d{number}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
                for x, y in places(line.points))


def legend(chart, scale):
    left = scale.offset + LEFT - 40
    for number, line in enumerate(chart.lines if len(chart.lines) > 1 else []):
        yield f'<circle class="d{number}" cx="{left + 5 + number * 190:.1f}" cy="33" r="4"/>'
        yield text(left + 14 + number * 190, 37, line.title, "start")


def draw(charts, description):
    parts = []
    for place, chart in enumerate(charts):
        scale = Scale(chart, place * WIDTH)
        parts += [*axes(chart, scale), *legend(chart, scale)]
        for number, line in enumerate(chart.lines):
            parts += curve(line, number, scale)
    width = WIDTH * len(charts)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" '
        f'height="{HEIGHT}" role="img">',
        f"<title>{html.escape(description)}</title>", f"<style>{STYLE}\n</style>", *parts,
        "</svg>", ""])
