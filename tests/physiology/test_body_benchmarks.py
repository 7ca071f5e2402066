"""The benchmark scenarios of the body, as a clinical table: given this, on this day, expect that, within this.

Units: 25(OH)D nmol/L, calcium and magnesium mmol/L, PTH pg/mL, shifts mV. A tolerance with % is relative.
"""

import numpy as np
import pytest

from tests.physiology.body_scenarios import course, steady
from vitd_edu.body import settle


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def within(expected: str, tolerance: str) -> object:
    if tolerance.endswith("%"):
        return pytest.approx(float(expected), rel=float(tolerance[:-1]) / 100.0)
    return pytest.approx(float(expected), abs=float(tolerance))


STEADY_TABLE = """
S1 healthy              | ionized_calcium    | 1.251 | .02
S1 healthy              | calcium            | 2.41  | .04
S1 healthy              | pth                | 34.4  | 4
S1 healthy              | magnesium          | .852  | .02
S1 healthy              | gland_mass         | .99   | .02
S1 healthy              | absorbed_fraction  | .30   | .01
S1 healthy              | urine_calcium      | 3.7   | .1
S1 healthy              | shift_mv           | -.02  | .05
S2 mild deficiency      | ionized_calcium    | 1.245 | .01
S2 mild deficiency      | pth                | 37.7  | 3
S2 mild deficiency      | shift_mv           | .02   | .05
S3 severe, isolated     | ionized_calcium    | 1.227 | .01
S3 severe, isolated     | calcium            | 2.36  | .02
S3 severe, isolated     | pth                | 51    | 4
S3 severe, isolated     | bone_access        | .51   | .02
S3 severe, isolated     | shift_mv           | .12   | .05
S4 severe, low intake   | ionized_calcium    | .828  | .03
S4 severe, low intake   | calcium            | 1.59  | .06
S4 severe, low intake   | pth                | 863   | 60
S4 severe, low intake   | gland_mass         | 5.93  | .1
S4 severe, low intake   | bone_access        | .51   | .02
S4 severe, low intake   | shift_mv           | 2.9   | .2
S4 severe, low intake   | effective_shift_mv | 1.45  | .1
S5 low magnesium, final | magnesium          | .217  | .03
S5 low magnesium, final | ionized_calcium    | .729  | .04
S5 low magnesium, final | pth                | 30    | 15
S10 no glands           | ionized_calcium    | .728  | .03
S10 no glands           | pth                | 0     | 3
S10 weak glands         | ionized_calcium    | 1.123 | .03
S10 weak glands         | pth                | 24    | 3
"""

COURSE_TABLE = """
S2b 2000 IU a day      | 14  | vitamin_d       | 52   | 4
S2b 2000 IU a day      | 25  | vitamin_d       | 61.5 | 4
S2b 2000 IU a day      | 75  | vitamin_d       | 73   | 4
S2c 50 000 IU monthly  | 1   | vitamin_d       | 51   | 5
S2c 50 000 IU monthly  | 7   | vitamin_d       | 72   | 5
S2c 50 000 IU monthly  | 75  | vitamin_d       | 70   | 5
S4 from S3             | 30  | ionized_calcium | .80  | .03
S4 from S3             | 30  | pth             | 440  | 60
S4 from S3             | 900 | ionized_calcium | .828 | .03
S4 from S3             | 900 | pth             | 863  | 60
S5 magnesium lost      | 30  | magnesium       | .48  | .03
S5 magnesium lost      | 30  | ionized_calcium | 1.21 | .04
S5 magnesium lost      | 30  | pth             | 46   | 15
S5 magnesium lost      | 60  | magnesium       | .34  | .03
S5 magnesium lost      | 60  | ionized_calcium | 1.13 | .04
S5 magnesium lost      | 60  | pth             | 73   | 15
S5 magnesium lost      | 120 | magnesium       | .25  | .03
S5 magnesium lost      | 120 | ionized_calcium | .86  | .04
S5 magnesium lost      | 120 | calcium         | 1.65 | .08
S5 magnesium lost      | 120 | pth             | 70   | 15
S5 magnesium lost      | 120 | shift_mv        | 4.4  | .4
S5 magnesium lost      | 180 | magnesium       | .22  | .03
S5 magnesium lost      | 180 | ionized_calcium | .78  | .04
S5 magnesium lost      | 180 | pth             | 42   | 15
S5 magnesium lost      | 730 | magnesium       | .217 | .03
S5 magnesium lost      | 730 | ionized_calcium | .729 | .04
S5 magnesium lost      | 730 | pth             | 30   | 15
S5b only calcium       | 0   | ionized_calcium | .73  | .03
S5b only calcium       | 3   | ionized_calcium | .782 | .03
S5b only calcium       | 7   | ionized_calcium | .787 | .03
S5b only calcium       | 200 | ionized_calcium | .787 | .03
S5c magnesium back     | 0   | pth             | 30   | 25%
S5c magnesium back     | 1   | pth             | 122  | 25%
S5c magnesium back     | 2   | pth             | 194  | 25%
S5c magnesium back     | 3   | pth             | 169  | 25%
S5c magnesium back     | 5   | pth             | 50   | 25%
S5c magnesium back     | 1   | ionized_calcium | .78  | .05
S5c magnesium back     | 3   | ionized_calcium | 1.06 | .05
S5c magnesium back     | 5   | ionized_calcium | 1.27 | .05
S6 50 000 IU a day     | 14  | vitamin_d       | 422  | 10%
S6 50 000 IU a day     | 56  | vitamin_d       | 586  | 10%
S6 50 000 IU a day     | 84  | vitamin_d       | 609  | 10%
S6 50 000 IU a day     | 14  | calcium         | 2.63 | 10%
S6 50 000 IU a day     | 28  | calcium         | 3.28 | 10%
S6 50 000 IU a day     | 84  | calcium         | 3.93 | 10%
S6 50 000 IU a day     | 14  | pth             | 17   | 4
S6 50 000 IU a day     | 84  | shift_mv        | -3.8 | 10%
S6b 10 000 IU a day    | 365 | vitamin_d       | 233  | 15%
S6b 10 000 IU a day    | 365 | ionized_calcium | 1.262 | .02
S6b 10 000 IU a day    | 365 | pth             | 29   | 4
S7 load, then 1500     | 7   | vitamin_d       | 57   | 10%
S7 load, then 1500     | 28  | vitamin_d       | 112  | 10%
S7 load, then 1500     | 56  | vitamin_d       | 129  | 10%
S7 load, then 1500     | 60  | vitamin_d       | 114  | 10%
S7 load, then 1500     | 84  | vitamin_d       | 76   | 10%
S7 load, then 1500     | 182 | vitamin_d       | 62   | 10%
S7 load, then 1500     | 364 | vitamin_d       | 59   | 10%
S7 load, then 1500     | 0   | pth             | 44   | 10%
S7 load, then 1500     | 56  | pth             | 37   | 10%
S7 load, then 1500     | 182 | pth             | 37   | 10%
S7b load, then nothing | 84  | vitamin_d       | 56   | 10%
S7b load, then nothing | 182 | vitamin_d       | 29   | 10%
S7b load, then nothing | 364 | vitamin_d       | 21   | 10%
S8 load and calcium    | 3   | ionized_calcium | 1.04 | .05
S8 load and calcium    | 7   | ionized_calcium | 1.27 | .05
S8 load and calcium    | 28  | ionized_calcium | 1.30 | .05
S8 load and calcium    | 3   | pth             | 671  | 20%
S8 load and calcium    | 7   | pth             | 148  | 20%
S8 load and calcium    | 28  | pth             | 84   | 20%
S8 load and calcium    | 182 | pth             | 52   | 20%
S8 load and calcium    | 0   | bone_access     | .51  | .03
S8 load and calcium    | 28  | bone_access     | .61  | .03
S8 load and calcium    | 182 | bone_access     | .88  | .03
S8 load and calcium    | 28  | vitamin_d       | 108  | 10%
S8 load and calcium    | 182 | vitamin_d       | 57   | 10%
S8b load, calcium low  | 0   | ionized_calcium | .83  | .05
S8b load, calcium low  | 7   | ionized_calcium | .70  | .05
S8b load, calcium low  | 14  | ionized_calcium | .68  | .05
S8b load, calcium low  | 56  | ionized_calcium | .84  | .05
S8b load, calcium low  | 182 | ionized_calcium | 1.15 | .05
S8c calcium alone      | 7   | ionized_calcium | 1.27 | .05
S8c calcium alone      | 182 | ionized_calcium | 1.20 | .05
S8c calcium alone      | 182 | vitamin_d       | 12   | .01
S8c calcium alone      | 7   | pth             | 150  | 20%
S8c calcium alone      | 182 | pth             | 81   | 20%
S8c calcium alone      | 28  | bone_access     | .51  | .03
S8c calcium alone      | 364 | bone_access     | .51  | .03
S11 winter             | 30  | vitamin_d       | 44   | 3
S11 winter             | 120 | vitamin_d       | 41   | 3
"""

# 25(OH)D: ionized calcium ±.002, PTH ±1; calcium 1000 mg, demand 0. Calcium stays normal: the lesson.
SANITY_TABLE = """
100 | 1.253 | 33
75  | 1.251 | 34
50  | 1.248 | 36
40  | 1.245 | 38
30  | 1.242 | 40
20  | 1.236 | 44
12  | 1.227 | 51
8   | 1.219 | 59
6   | 1.213 | 65
"""


@pytest.mark.parametrize(("name", "what", "expected", "tolerance"), rows(STEADY_TABLE))
def test_steady_scenario(name, what, expected, tolerance):
    assert getattr(steady(name), what) == within(expected, tolerance)


@pytest.mark.parametrize(("name", "day", "what", "expected", "tolerance"), rows(COURSE_TABLE))
def test_course_scenario(name, day, what, expected, tolerance):
    reached = course(name)
    index = int(np.flatnonzero(np.isclose(reached.day, float(day)))[0])
    assert getattr(reached, what)[index] == within(expected, tolerance)


@pytest.mark.parametrize(("level", "ionized", "pth"), rows(SANITY_TABLE))
def test_vitamin_d_alone_hardly_moves_calcium(level, ionized, pth):
    body = settle(float(level))
    assert body.ionized_calcium == within(ionized, ".002")
    assert body.pth == within(pth, "1")
