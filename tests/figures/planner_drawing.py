"""Planner pictures and tables as tests read them."""

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tests.markup import having, parse, text
from vitd_edu.figures import palette, planner_course
from vitd_edu.planning import DayPlan

FULL = DayPlan.from_code("planner_D12_aafp_growth_1x-milk_2x-egg_minutes-30_lat-50_skin-2")


def drawn(planned, system="si"):
    figure = Figure()
    artists = planner_course.build(figure, palette.LIGHT, planner_course.frame_of(planned, system))
    planner_course.update(artists, planned, system)
    lines = [artist for artist in artists if isinstance(artist, Line2D)]
    return [lines[start : start + 3] for start in range(0, 3 * len(planner_course.SHOWN), 3)], lines


def rows(html):
    tree = parse(html)
    return tree, {row.get("data-key"): text(row) for row in having(tree, "data-key") if row.tag == "tr"}
