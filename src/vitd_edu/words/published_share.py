"""Why the virtual people differ from a published share: they are everybody, not those whom a doctor had tested."""

from vitd_edu import units
from vitd_edu.clinic.population import share as share_of
from vitd_edu.clinic.population import vitamin_d_of_all
from vitd_edu.knowledge.evidence_tables import prevalence
from vitd_edu.screening import USUAL, Screening, by_formula
from vitd_edu.units import UnitSystem
from vitd_edu.words.population import share
from vitd_edu.words.states import lower_first

PUBLISHED = "biochemical-osteomalacia-under-25"
CUT_OFF = 25.0  # nmol/L, that of the row above


def low_among_the_tested() -> float:
    """Return the share, 0-1, of the published tests that must have been under the cut-off.

    All cases lay under it, so that it is the share of cases among all tests divided by that among the low ones.

    References:
        Bolland2021.
    """
    return share_of(USUAL["vitamin-d"]) / share_of(PUBLISHED)


def published(system: UnitSystem = "si") -> str:
    """Say what was published, what these people come to at the same cut-off, and why the two differ."""
    row, all_tests = prevalence()[PUBLISHED], prevalence()[USUAL["vitamin-d"]]
    under = f"under {units.show('vitamin_d', CUT_OFF, system)}"
    year, winter = (
        by_formula(
            Screening(test="vitamin-d", prevalence=all_tests.value, vitamin_d=CUT_OFF, season=season)
        ).positive_value
        for season in ("year", "winter")
    )
    low, low_in_winter = (vitamin_d_of_all(winter=season).below(CUT_OFF) for season in (False, True))
    return (
        f"Published, among {all_tests.population}: of those {under}, {row.value:g} % had {lower_first(row.quantity)} "
        f"({', '.join(row.provenance.references)}). With these people it is {share(year)} {under}, and {share(winter)} "
        f"in late winter, although as many of all are ill ({all_tests.value:g} %). People whom a doctor has tested are "
        f"low more often: about {share(low_among_the_tested())} of them must have been {under} ({all_tests.value:g} "
        f"divided by {row.value:g}), and of these people, as in a survey of everybody, {share(low)} are, in late "
        f"winter {share(low_in_winter)}. The same few ill among fewer low are a larger share."
    )
