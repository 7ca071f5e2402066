"""Command lines for Jupyter's servers: our own settings first, a caller's in their place where both speak."""

from collections.abc import Iterable

Setting = tuple[str, str]


def with_defaults(defaults: Iterable[Setting], extra: list[str]) -> list[str]:
    """Put our settings before the caller's arguments, without those that the caller sets as well.

    Jupyter refuses a setting that is given twice, so ours must give way.

    Args:
        defaults: Each setting's spellings, separated by spaces with the full one first, and its value.
        extra: The caller's own arguments.
    """
    given = {argument.partition("=")[0] for argument in extra}
    ours = [f"{spellings.split()[0]}={value}" for spellings, value in defaults if not given & set(spellings.split())]
    return [*ours, *extra]
