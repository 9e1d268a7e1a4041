"""The phase timeline: what was planned, what is done, what is due, and today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fwzf_data.analysis.progress import ObligationLine, late_words, plan_lines
from fwzf_data.analysis.query import Answer
from fwzf_data.web.charts import CONTEXT, INK, PALE, REVIEW, WIDE, Figure, figure
from fwzf_data.web.labels import safe, short

_ROOM = timedelta(days=12)
_LONGEST = 18
"""Characters of an obligation's number and name beside its line."""
_LINE = 14
"""Pixels of a phase's name: each has a line of its own, for a phase may be shorter than its name."""
_MILLISECONDS = 86_400_000
"""Of a day: how plotly measures the length of a bar along dates."""
_HIGH = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1}
"""A shape over the whole height of the picture."""


@dataclass(frozen=True)
class Span:
    """One line of a phase timeline."""

    label: str
    start: date
    end: date
    done_share: float
    """0 to 1"""
    state: str
    late: bool
    key: str


def of_plan(ask: Callable[..., Answer], as_of: date) -> tuple[Figure, str]:
    """The obligations that fall due before the year's end, as of a day: the picture, and what it says."""
    phases = [(row["phase"], row["phase_from"], row["phase_to"]) for row in ask("plan_phases").dicts()]
    lines = plan_lines(ask, as_of)
    plan_end = max((line.due_on for line in lines if line.due_on), default=as_of).replace(month=12, day=31)
    dated = [line for line in lines if line.due_on and line.due_on < plan_end]
    title = f"年底以前到期的 {len(dated)} 项义务，{late_words(sum(line.is_late for line in dated))}"
    return timeline(spans_of(dated, phases), as_of, title, phases), title


def spans_of(lines: Sequence[ObligationLine], phases: Sequence[tuple[str, date, date]]) -> list[Span]:
    """Dated obligations from the start of their phase, or of the first phase before them, to their deadline."""
    starts = {name: start for name, start, _ in phases}
    first_on = min(starts.values(), default=None)

    def start(line: ObligationLine, due_on: date) -> date:
        known = [day for day in (starts.get(line.phase or ""), first_on, due_on.replace(month=1, day=1)) if day]
        return next(day for day in known if day <= due_on)

    return [
        Span(
            f"{line.obligation_id} {line.title}",
            start(line, line.due_on),
            line.due_on,
            line.done_share,
            line.words,
            line.is_late,
            line.obligation_id,
        )
        for line in lines
        if line.due_on
    ]


def timeline(spans: Sequence[Span], today: date, title: str, phases: Sequence[tuple[str, date, date]] = ()) -> Figure:
    """Plan bars with what is done filled in, a diamond on each deadline, phases behind, today's line before."""
    labels = [safe(span.label) for span in spans]
    return figure(
        title,
        [
            _bars(spans, labels, "计划", PALE, 0.6, lambda _: 1.0),
            _bars(spans, labels, "完成", CONTEXT, 0.3, lambda span: span.done_share),
            _deadlines(spans, labels),
        ],
        height=140 + 28 * max(3, len(spans)),
        barmode="overlay",
        shapes=[*_phase_bands(phases), _today_line(today)],
        annotations=[
            {"xref": "x", "yref": "paper", "showarrow": False, "font": {"size": 11}, **note}
            for note in (*_phase_names(phases), *_states(spans, labels), _today_word(today))
        ],
        # A day outside the plan's year has no line.
        xaxis={"type": "date", "tickformat": "%-m月", "dtick": "M1", "range": _range(spans, phases)},
        yaxis={
            "autorange": "reversed",
            "type": "category",
            "showgrid": False,
            "tickvals": labels,
            "ticktext": [safe(short(span.label, _LONGEST, tail=0)) for span in spans],
        },
        margin={"l": 8, "r": 250, "t": 64 + _LINE * len(phases), "b": 36},
        meta=WIDE,
        showlegend=False,
    )


def _bars(
    spans: Sequence[Span], labels: Sequence[str], name: str, colour: str, width: float, share: Callable[[Span], float]
) -> Figure:
    """A bar from each start over a share of its days."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": [span.start.isoformat() for span in spans],
        "x": [_MILLISECONDS * max(1, (span.end - span.start).days) * share(span) for span in spans],
        "y": list(labels),
        "width": width,
        "customdata": [span.key for span in spans],
        "text": [safe(f"{span.label}：{span.start:%Y-%m-%d} 至 {span.end:%Y-%m-%d}，{span.state}") for span in spans],
        "textposition": "none",
        "marker": {"color": colour},
        "hovertemplate": "%{text}<extra></extra>",
    }


def _deadlines(spans: Sequence[Span], labels: Sequence[str]) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "时限",
        "x": [span.end.isoformat() for span in spans],
        "y": list(labels),
        "customdata": [span.key for span in spans],
        "cliponaxis": False,
        "marker": {"symbol": "diamond", "size": 10, "color": [REVIEW if span.late else INK for span in spans]},
        "hoverinfo": "skip",
    }


def _phase_bands(phases: Sequence[tuple[str, date, date]]) -> list[Figure]:
    return [
        {
            "type": "rect",
            "layer": "below",
            **_HIGH,
            "x0": start.isoformat(),
            "x1": end.isoformat(),
            "fillcolor": "#f3f6fa" if place % 2 == 0 else "#ffffff",
            "line": {"width": 0},
        }
        for place, (_, start, end) in enumerate(phases)
    ]


def _phase_names(phases: Sequence[tuple[str, date, date]]) -> list[Figure]:
    return [
        {
            "text": safe(name),
            "x": start.isoformat(),
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "bottom",
            "yshift": _LINE * (len(phases) - 1 - place),
        }
        for place, (name, start, _) in enumerate(phases)
    ]


def _states(spans: Sequence[Span], labels: Sequence[str]) -> list[Figure]:
    """What each line's state is, in words at its right."""
    return [
        {"text": safe(span.state), "xref": "paper", "x": 1.01, "xanchor": "left", "yref": "y", "y": label}
        for span, label in zip(spans, labels, strict=True)
    ]


def _today_line(today: date) -> Figure:
    day = today.isoformat()
    return {"type": "line", **_HIGH, "x0": day, "x1": day, "line": {"color": REVIEW, "width": 2, "dash": "dash"}}


def _today_word(today: date) -> Figure:
    return {
        "text": f"截止日 {today.month}月{today.day}日",
        "x": today.isoformat(),
        "xanchor": "center",
        "y": 0,
        "yanchor": "top",
        "yshift": -18,
    }


def _range(spans: Sequence[Span], phases: Sequence[tuple[str, date, date]]) -> list[str] | None:
    """The days of the plan with some room at both ends."""
    days = [day for span in spans for day in (span.start, span.end)]
    days += [day for _, first, last in phases for day in (first, last)]
    return [(min(days) - _ROOM).isoformat(), (max(days) + _ROOM).isoformat()] if days else None
