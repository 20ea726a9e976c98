"""The radar chart."""

import re

from zhengping.reports.radar import CENTER, RADIUS, Axis, radar


def test_reached_polygon_has_a_corner_an_axis_at_its_rate() -> None:
    svg = radar([Axis("甲", "1 / 2", 0.5, 0.6, 1.0), Axis("乙", "", 0, 0, 1), Axis("丙", "", 1, 1, 1)], "图")
    points = re.search(r'class="reached" points="([^"]+)"', svg)[1].split()  # type: ignore[index]
    assert len(points) == 3
    x, y = (float(part) for part in points[0].split(","))
    assert (x, y) == (CENTER, CENTER - RADIUS / 2)


def test_names_are_escaped_and_a_title_is_there_for_readers_of_the_screen() -> None:
    svg = radar([Axis("<b>", "", 0, 0, 0)] * 3, "得分率")
    assert "&lt;b&gt;" in svg
    assert 'role="img"' in svg
    assert "<title>得分率</title>" in svg
