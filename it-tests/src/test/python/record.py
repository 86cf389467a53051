"""Prints random programs, each with the trace that asyncio gives: as few as show as much as possible.

    python3 record.py [BYTES [PROGRAMS [SEED]]] > ../resources/traces/asyncio.txt
"""
import heapq
import re
import sys

from player import play, show_program
from programs import random_program

MAX_BYTES = 4000


def features(trace):
    """Which kinds of events follow one another: in the trace, and in each call."""
    found = set()
    last = ''
    last_of_call = {}
    for line in trace:
        if line.startswith('@'):
            last = '@'
            continue
        label, _, event = line.partition(' ')
        kind = re.sub(r'\([^()]*\)', '', re.sub(r'\b[a-z]+\d+\b', '.', event))
        found.add((last, kind))
        found.add((last_of_call.get(label), kind, label))
        last = last_of_call[label] = kind
    # Calls by any name are the same.
    return {feature[:2] + (len(feature),) for feature in found}


def select(candidates, budget):
    """Those that have most that no other one selected has, for their size."""
    seen = set()
    heap = [(-len(found) / len(text), number) for number, (text, found) in enumerate(candidates)]
    heapq.heapify(heap)
    selected = []
    while heap:
        value, number = heapq.heappop(heap)
        text, found = candidates[number]
        fresh = -len(found - seen) / len(text)
        if fresh > value:
            if fresh:
                heapq.heappush(heap, (fresh, number))
        elif len(text) <= budget:
            budget -= len(text)
            seen |= found
            selected.append(number)
    return sorted(selected)


def main():
    budget, count, seed = (list(map(int, sys.argv[1:])) + [380_000, 8_000, 1][len(sys.argv) - 1:])
    candidates = []
    for number in range(seed, seed + count):
        program = random_program(number)
        trace = play(program)
        if trace is not None:
            text = '\n'.join([show_program(program)] + trace) + '\n'
            if len(text) <= MAX_BYTES:
                candidates.append((text, features(trace)))
    selected = select(candidates, budget)
    version = '.'.join(map(str, sys.version_info[:3]))
    print(f'# {len(selected)} programs, each with the trace that asyncio of Python {version} gave: see record.py.')
    for number in selected:
        print()
        print(candidates[number][0], end='')


main()
