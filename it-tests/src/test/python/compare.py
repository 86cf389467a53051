"""Plays random programs on asyncio and with another player, and shows each one whose traces differ, shrunk.

    python3 compare.py SEED COUNT PLAYER_COMMAND...
"""
import itertools
import os
import re
import select
import subprocess
import sys
import time

from player import play, show_program
from programs import random_program, shrink


CANCELLED = re.compile(r'(Cancelled\([^()]*\))')


class Other:
    def __init__(self, command):
        self.command = command
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.rest = b''

    def play(self, program):
        self.process.stdin.write((show_program(program) + '\nend\n').encode())
        text = self.rest
        while not (text == b'end\n' or text.endswith(b'\nend\n')):
            if not select.select([self.process.stdout], [], [], 20)[0]:
                self.process.kill()
                self.start()
                return ['hangs']
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                self.start()
                return ['dies']
            text += more
        return text.decode().splitlines()[:-1]


def difference(ours, theirs):
    for index, (one, other) in enumerate(zip(ours + ['-'], theirs + ['-'])):
        if one != other and one != without_messages(one, other):
            return index, one, other
    return None


def without_messages(one, other):
    """The other line, without those messages of cancellations that the one has not."""
    parts, others = CANCELLED.split(one), CANCELLED.split(other)
    return ''.join(part if mine != 'Cancelled()' or not part.startswith('Cancelled(') else mine
                   for mine, part in itertools.zip_longest(parts, others, fillvalue=''))


def plain(trace):
    return [CANCELLED.sub('Cancelled()', line) for line in trace]


def main():
    seed, count, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    other = Other(command)
    skipped = compared = lines = found = messages = 0
    start = time.time()

    def differs(program):
        trace = play(program)
        return trace is not None and difference(trace, other.play(program)) is not None

    for number in range(seed, seed + count):
        program = random_program(number)
        trace = play(program)
        if trace is None:
            skipped += 1
            continue
        compared += 1
        lines += len(trace)
        answer = other.play(program)
        if difference(trace, answer) and not difference(plain(trace), plain(answer)):
            messages += 1
            if messages > 3:
                continue
        if difference(trace, answer):
            found += 1
            program = shrink(program, differs)
            trace, answer = play(program), other.play(program)
            print(f'--- {number}')
            print(show_program(program))
            for index, one, two in [difference(trace, answer) or (0, 'not', 'again')]:
                for line in trace[max(0, index - 4):index]:
                    print('     ', line)
                print('py   ', one)
                print('java ', two, flush=True)
    print(f'{compared} compared, {skipped} skipped, {lines} lines, {found} differ, {messages} in messages alone, {time.time() - start:.0f} s')


main()
