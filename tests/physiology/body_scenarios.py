"""The benchmark scenarios of the body: what is settled, what is followed; each worked out once."""

from functools import cache

from vitd_edu.body import Body, settle
from vitd_edu.body_course import BodyCourse, recovery
from vitd_edu.physiology.intake import Plan

LOAD = Plan.weekly(50_000, times=8)  # days 0, 7 … 49
MAINTENANCE = Plan.daily(1500, start=56)
NOTHING = Plan()

STEADY = {
    "S1 healthy": lambda: settle(75),
    "S2 mild deficiency": lambda: settle(40),
    "S3 severe, isolated": lambda: settle(12),
    "S4 severe, low intake": lambda: settle(12, calcium_intake=300, demand=3),
    "S5 low magnesium, final": lambda: settle(75, magnesium_absorption=0.02),
    "S10 no glands": lambda: settle(75, gland=0.0),
    "S10 weak glands": lambda: settle(75, gland=0.1),
}

COURSES = {
    "S2b 2000 IU a day": lambda: recovery(Plan.daily(2000), start=settle(35), days=75),
    "S2c 50 000 IU monthly": lambda: recovery(Plan.monthly(50_000, times=3), start=settle(36), days=75),
    "S4 from S3": lambda: recovery(NOTHING, start=settle(12), calcium_intake=300, demand=3, days=900),
    "S5 magnesium lost": lambda: recovery(NOTHING, start=settle(75), magnesium_absorption=0.02, days=730),
    "S5b only calcium": lambda: recovery(
        NOTHING, start=steady("S5 low magnesium, final"), calcium_intake=2000, days=200
    ),
    "S5c magnesium back": lambda: recovery(
        NOTHING, start=steady("S5 low magnesium, final"), magnesium_absorption=0.35, days=5, record_every=0.1
    ),
    "S6 50 000 IU a day": lambda: recovery(Plan.daily(50_000), start=settle(75), days=84),
    "S6b 10 000 IU a day": lambda: recovery(Plan.daily(10_000), start=settle(75), days=365),
    "S7 load, then 1500": lambda: recovery(LOAD + MAINTENANCE, start=settle(20)),
    "S7b load, then nothing": lambda: recovery(LOAD, start=settle(20)),
    "S8 load and calcium": lambda: recovery(
        LOAD + MAINTENANCE, start=steady("S4 severe, low intake"), calcium_intake=1000
    ),
    "S8b load, calcium low": lambda: recovery(LOAD + MAINTENANCE, start=steady("S4 severe, low intake")),
    "S8c calcium alone": lambda: recovery(NOTHING, start=steady("S4 severe, low intake"), calcium_intake=1000),
    "S11 winter": lambda: recovery(NOTHING, start=settle(60), background_share=0.6, days=120),
}


@cache
def steady(name: str) -> Body:
    return STEADY[name]()


@cache
def course(name: str) -> BodyCourse:
    return COURSES[name]()
