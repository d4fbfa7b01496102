"""The chart and the table of figures.py's results. Decides how figures look; measures nothing."""
import re

NAMES = {
    "http_core": "http-core",
    "astra": "astra",
    "tiny_http": "tiny_http",
    "rouille": "rouille",
    "hyper": "hyper (async)",
    "axum": "axum (async)",
    "actix_web": "actix-web (async)",
}
WORKLOADS = {
    "plain64": "13 bytes of text",
    "json": "JSON",
    "users": "two path parameters",
    "echo1k": "POST of 1 KiB, echoed",
    "churn": "a connection a request",
}

LABELS, PANEL, GAP, ROW, TOP = 130, 176, 14, 24, 64
BARS = PANEL - 40
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 16px; font-weight: 600; }
  .head { font-weight: 600; }
  .ours { font-weight: 600; fill: #b7410e; }
  .axis, .tick { font-size: 11px; fill: #59636e; }
  line { stroke: #8c959f; }
  rect.theirs { fill: #8c959f; }
  rect.ours { fill: #d9541e; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .ours { fill: #ff9a62; }
    .axis, .tick { fill: #9aa4af; }
    line { stroke: #6e7681; }
    rect.theirs { fill: #6e7681; }
    rect.ours { fill: #f0703a; }
  }
"""


def text(x, y, content, kind="", anchor="start"):
    return f'<text x="{x}" y="{y}" class="{kind}" text-anchor="{anchor}">{content}</text>'


def draw(results, path):
    """One panel a workload, one row a server."""
    servers = [name for name in NAMES if name in results["servers"]]
    width = LABELS + len(WORKLOADS) * (PANEL + GAP)
    height = TOP + len(servers) * ROW + 48
    parts = [text(8, 24, "Processor time of a request, in microseconds; shorter is better", "title")]
    for row, name in enumerate(servers):
        parts.append(text(LABELS - 8, TOP + row * ROW + 16, NAMES[name], owner(name), "end"))
    for column, workload in enumerate(WORKLOADS):
        left = LABELS + column * (PANEL + GAP)
        parts += panel(left, workload, {name: results["servers"][name][workload]["cpu_us"] for name in servers})
    note = f'{results["date"]}; one core of {results["machine"]}; medians of {results["rounds"]} rounds'
    parts.append(text(8, height - 8, note, "axis"))
    body = "\n".join(parts)
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
                    f'aria-label="Processor time of a request by server">\n<style>{STYLE}</style>\n{body}\n</svg>\n')


def owner(name):
    return "ours" if name == "http_core" else "theirs"


def panel(left, workload, figures):
    largest = max(figures.values())
    bottom = TOP + len(figures) * ROW
    parts = [text(left, TOP - 10, WORKLOADS[workload], "head"),
             f'<line x1="{left}" y1="{TOP}" x2="{left}" y2="{bottom}"/>']
    for row, (name, figure) in enumerate(figures.items()):
        y, length = TOP + row * ROW, max(1, round(BARS * figure / largest))
        parts.append(f'<rect x="{left}" y="{y + 3}" width="{length}" height="{ROW - 6}" class="{owner(name)}"/>')
        parts.append(text(left + length + 5, y + 16, f"{figure:.1f}", owner(name)))
    return parts + axis(left, bottom, largest)


def axis(left, bottom, largest):
    step = next(step for step in (2, 5, 10, 20, 50, 100, 200, 500) if largest / step <= 4)
    parts = [f'<line x1="{left}" y1="{bottom}" x2="{left + BARS}" y2="{bottom}"/>']
    for tick in range(0, int(largest) + 1, step):
        label = f"{tick} µs" if tick + step > largest else f"{tick}"
        parts.append(text(left + round(BARS * tick / largest), bottom + 14, label, "tick", "middle"))
    return parts


def write_table(results, path):
    """Puts the table between the marks of the README."""
    before, rest = path.read_text().split("<!-- figures -->\n")
    _, after = rest.split("<!-- /figures -->")
    path.write_text(f"{before}<!-- figures -->\n{table(results)}<!-- /figures -->{after}")


def table(results):
    heads = ["server", *WORKLOADS.values(), "requests/s of text", "memory of an idle connection"]
    lines = [f"| {' | '.join(heads)} |", "|---" + "|---:" * (len(heads) - 1) + "|"]
    ours = results["servers"]["http_core"]
    for name, label in NAMES.items():
        lines.append(f"| {' | '.join(cells(label, results['servers'][name], ours, results['versions'].get(name)))} |")
    said = (f"{results['date']}, one core of {results['machine']}, rustc {results['rustc']}; medians of {results['rounds']} rounds "
            f"of {results['seconds']} s with 64 connections.")
    return "\n".join(lines) + f"\n\n{said}\n"


def cells(label, result, ours, version):
    yield re.sub(r"^[\w-]+", lambda name: f"{name[0]} {version}" if version else f"**{name[0]}**", label)
    for workload in WORKLOADS:
        figure = result[workload]["cpu_us"]
        yield f"{figure:.1f} µs" + ("" if result is ours else f" ({figure / ours[workload]['cpu_us']:.2f})")
    yield f"{result['plain64']['per_second'] / 1000:.0f}k"
    yield "not all answered" if result["idle_kib"] is None else f"{result['idle_kib']:.1f} KiB"
