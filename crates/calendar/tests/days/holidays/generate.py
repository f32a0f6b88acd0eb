#!/usr/bin/env python3
"""Writes the holidays of 1990 to 2100 as the `holidays` package of PyPI has them, to compare ours with.

Usage: generate.py [FILE]    without FILE, on standard output. The version of the package is in scripts/tools.txt.

A line holds a territory, a day of the year and the years in which it is a holiday there. What a territory has in common
with the whole country is only under `national`.
"""

import sys
from collections import defaultdict
from importlib.metadata import version

import holidays

FIRST, LAST = 1990, 2100
TERRITORIES = {
    "national": [None],
    # Two subdivisions there, one law: they must agree.
    "alsace_moselle": ["6AE", "57"],
    "guadeloupe": ["971"],
    "martinique": ["972"],
    "guyane": ["973"],
    "la_reunion": ["974"],
    "mayotte": ["976"],
    "saint_barthelemy": ["BL"],
    "saint_martin": ["MF"],
}


def days(subdivision):
    return set(holidays.France(subdiv=subdivision, years=range(FIRST, LAST + 1)))


def ranges(years):
    """1990-1992 1994"""
    runs = []
    for year in sorted(years):
        if runs and runs[-1][1] == year - 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def main():
    national = days(None)
    lines = [f"# Package holidays {version('holidays')}, by generate.py: not to be edited."]
    for name, subdivisions in TERRITORIES.items():
        of_each = [days(subdivision) for subdivision in subdivisions]
        assert all(of == of_each[0] for of in of_each), name
        own = of_each[0]
        assert own >= national, name
        by_day = defaultdict(set)
        for day in own if name == "national" else own - national:
            by_day[f"{day:%m-%d}"].add(day.year)
        lines += [f"{name},{day},{ranges(years)}" for day, years in sorted(by_day.items())]
    text = "\n".join(lines) + "\n"
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w", encoding="utf-8") as file:
            file.write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
