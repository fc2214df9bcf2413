"""Writes the invented hospital's exports. `python3 SampleData/generate` writes them; `--check` only compares."""

import pathlib
import sys

from background import People, everyday
from chance import Chance
from exports import write
from pathways import courses

ORDERS_A_YEAR = 12 * 400


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent
    chance = Chance(20251101)
    people = People(chance)
    orders = courses(chance, people)
    orders += everyday(chance, people, ORDERS_A_YEAR - len(orders))
    files = write(folder, chance, orders)
    stale = [name for name, content in sorted(files.items())
             if not (folder / name).exists() or (folder / name).read_bytes() != content]
    stale += sorted(path.name for path in folder.glob("*.csv") if path.name not in files)
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit("SampleData differs from its generator (%s): run `make sample-data`" % ", ".join(stale))
        print("SampleData: %d files as generated" % len(files))
        return
    for name, content in files.items():
        (folder / name).write_bytes(content)
    print("SampleData: wrote %d files" % len(files))


main()
