"""Random programs for player.py, and what makes them smaller."""
import random

OBJECTS = {
    'lock': (), 'event': (), 'cond': (), 'sem': (0, 1, 1, 2), 'bounded': (1, 1, 2), 'barrier': (1, 2, 2, 3),
    'fifo': (0, 1, 1, 2), 'lifo': (0, 1, 2), 'prio': (0, 1, 2),
}
NAMES = {'lock': 'L', 'event': 'E', 'cond': 'C', 'sem': 'S', 'bounded': 'B', 'barrier': 'R', 'fifo': 'Q', 'lifo': 'P', 'prio': 'O'}
QUEUES = ('fifo', 'lifo', 'prio')
TASKS = ('t1', 't2', 't3', 't4')
FUTURES = ('f1', 'f2')
LETS = ('x1', 'x2')
SLOTS = TASKS + FUTURES + LETS

FEATURES = {
    'task': 3, 'eager': 2, 'let': 3, 'future': 1, 'coroutine': 1, 'cancel': 8, 'count': 3, 'try': 8, 'repeat': 2, 'timeout': 4,
    'resched': 2, 'group': 4, 'start': 4, 'completed': 2, 'for': 2, 'generator': 3, 'raise': 2, 'raisecancel': 1, 'return': 1,
    'slot': 5, 'gather': 3, 'gatherx': 2, 'shield': 3, 'waitfor': 4, 'wait': 3, 'set': 3, 'fail': 2, 'look': 3, 'callback': 3,
    'iter': 2, 'stop': 1, 'soon': 2, 'later': 2, 'unhandle': 1, 'vars': 3, 'thing': 10, 'call': 2, 'spin': 3,
}

# What meets in one program finds more than a little of everything does.
THEMES = {
    'things': ('thing', 'cancel', 'waitfor', 'timeout'),
    'generators': ('generator', 'for', 'cancel', 'try', 'vars'),
    'groups': ('group', 'start', 'cancel', 'count', 'raise', 'timeout'),
    'timeouts': ('timeout', 'resched', 'waitfor', 'cancel', 'count', 'try'),
    'steps': ('iter', 'cancel', 'slot', 'let'),
    'combinators': ('gather', 'gatherx', 'shield', 'wait', 'waitfor', 'completed', 'let', 'slot'),
    'futures': ('future', 'set', 'fail', 'callback', 'slot', 'let', 'look'),
    'callbacks': ('soon', 'later', 'unhandle', 'callback', 'cancel', 'vars'),
    'cancellations': ('cancel', 'count', 'try', 'slot', 'call', 'spin'),
    'all': (),
}


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.serial = 0
        r = self.random
        themes = r.sample(list(THEMES) + ['things'] * 4, r.choice((1, 1, 2)))
        of_theme = {feature for theme in themes for feature in THEMES[theme]}
        self.weights = {name: weight * r.choice((1, 1, 2, 4)) * (5 if name in of_theme else 1)
                        for name, weight in FEATURES.items() if name in of_theme or r.random() < 0.4}
        self.themes = themes
        if 'things' in themes:
            self.weights['thing'] *= r.choice((1, 2, 5))
        self.guard = r.choice((0, 0.2, 0.5, 0.8))
        self.objects = []
        self.generators = ['G', 'H'][:r.choice((1, 1, 2))] if 'generator' in self.weights else []
        if not self.generators:
            self.weights.pop('for', None)
        self.defs = list('ABCD'[:r.choice((1, 2, 2, 3, 3, 4))])
        self.durations = r.choice(((0, 0, 0, 1, 1, 2, -1), (0, 0, 1), (1, 1, 2, 3), (0, 0, 0, 0, 1), (0, 1, 1, 70, 300, 5000)))

    def pick(self, *options):
        return self.random.choice(options)

    def chance(self, probability):
        return self.random.random() < probability

    def fresh(self, letter):
        self.serial += 1
        return f'{letter}{self.serial}'

    def duration(self):
        return str(self.pick(*self.durations))

    def timeout(self):
        return 'none' if self.chance(0.1) else self.duration()

    def program(self):
        return self.storm() if self.chance(0.15) else self.mixture()

    def storm(self):
        """Many who wait for one thing, and one who does much to it and to them in the same tick."""
        kind = self.pick(*OBJECTS, 'iter', 'future')
        tasks = [f't{n}' for n in range(1, self.pick(4, 5, 6))]
        self.guard = 0
        self.callable = ['W', 'V']
        forms, main = [], [['future', name] for name in FUTURES]
        if kind == 'iter':
            main += [['future', name] for name in LETS] + [['iter', 'i1', self.timeout(), list(FUTURES + LETS)]]
            awaitable = lambda: ['step', 'i1']
            act = lambda: [self.pick('set', 'set', 'cancel'), self.pick(*FUTURES, *LETS)] + [self.fresh('v')]
        elif kind == 'future':
            awaitable = lambda: self.pick('f1', ['shield', 'f1'], ['waitfor', self.duration(), 'f1'], ['gatherx', 'f1', 'f2'],
                                          ['wait', 'FIRST_COMPLETED', self.timeout(), 'f1', 'f2'])
            act = lambda: [self.pick('set', 'cancel'), self.pick(*FUTURES)] + [self.fresh('v')]
        else:
            name = NAMES[kind] + '1'
            self.objects.append((kind, name))
            forms.append(['obj', kind, name] + ([str(self.pick(*OBJECTS[kind]))] if OBJECTS[kind] else []))
            awaitable = self.thing_to_await
            act = lambda: self.thing(0)
        for name in self.callable:
            wait = ['await', self.pick(awaitable, awaitable, lambda: ['waitfor', self.duration(), awaitable()])()]
            if kind == 'cond' and self.chance(0.8):
                wait = ['with', 'C1', ['await', self.pick(['cwait', 'C1'], ['cwaitfor', 'C1', '1'])]]
            body = self.pick([wait], [wait, wait], [['try', wait, ['cancelled']], wait], [['try', wait, ['finally', act()]]])
            forms.append(['def', name] + body + [act() for _ in range(self.pick(0, 1))])
        for name in tasks:
            main.append(['task', name, ['call', self.pick(*self.callable)]])
        main.append(['await', ['sleep', '0']])
        for _ in range(self.pick(10, 15, 20)):
            main.append(self.pick(
                act, act, act, act,
                lambda: ['cancel', self.pick(*tasks)], lambda: ['cancel', self.pick(*tasks)],
                lambda: [self.pick('task', 'eager', 'eager'), self.pick(*tasks), ['call', self.pick(*self.callable)]],
                lambda: ['soon', 'h1', act(), ['cancel', self.pick(*tasks)]],
                lambda: ['with', 'C1', self.pick(['notify', 'C1', '1'], ['notify', 'C1', '2'], ['notifyall', 'C1'], ['inc', 'C1'])]
                if kind == 'cond' else act(),
                lambda: ['await', ['sleep', self.pick('0', '0', '0', '1')]])())
        return forms + [['def', 'main'] + main]

    def mixture(self):
        forms = []
        few = (1, 1, 1, 2) if 'things' in self.themes else (0, 0, 1, 2)
        kinds = self.random.sample(list(OBJECTS), self.pick(*few))
        if not kinds:
            self.weights.pop('thing', None)
        for kind in sorted(kinds, key=list(OBJECTS).index):
            name = NAMES[kind] + '1'
            args = [str(self.pick(*OBJECTS[kind]))] if OBJECTS[kind] else []
            if kind == 'cond' and 'lock' in kinds and self.chance(0.5):
                args = ['L1']
            self.objects.append((kind, name))
            forms.append(['obj', kind, name] + args)
        for index, name in enumerate(self.defs):
            self.callable = self.defs[index + 1:]
            forms.append(['def', name] + self.block(3, self.pick(2, 3, 4, 5)))
        self.callable = self.defs
        for name in self.generators:
            forms.append(self.gendef(name))
        main = [['future', name] for name in FUTURES if {'set', 'fail', 'slot'} & set(self.weights)]
        for name in TASKS[:self.pick(1, 2, 3, 3, 4)]:
            main.append(self.spawn(name) if self.callable else self.statement(1))
            if self.chance(0.2):
                main.append(['await', ['sleep', '0']])
        # Who drives the others should last.
        self.guard = max(self.guard, 0.7)
        if self.chance(0.4):
            forms += [['run']] * self.pick(1, 1, 2)
        if 'vars' in self.weights:
            main.insert(0, ['cset', 'v0', 'w0'])
        forms.append(['def', 'main'] + [['generator', 'n' + str(n), self.pick(*self.generators)] for n in (1, 2) if self.generators] + main
                     + self.block(3, self.pick(3, 4, 6, 8)))
        return forms

    def spawn(self, name):
        return [self.pick('task', 'task', 'eager') if 'eager' in self.weights else 'task', name, self.coroutine(1)]

    def gendef(self, name):
        def items(count):
            return [item for _ in range(count)
                    for item in ([['yield', self.fresh('y')]] if self.chance(0.6) else [self.statement(1)])]
        parts = [['body'] + items(self.pick(2, 3, 4))]
        if self.chance(0.4):
            parts.append(['cancelled'] + items(self.pick(0, 1, 2)))
        if self.chance(0.4):
            parts.append(['error'] + items(self.pick(0, 1, 2)))
        if self.chance(0.4):
            parts.append(['finally'] + self.block(1, self.pick(1, 2)))
        return ['gendef', name] + parts

    def block(self, depth, count):
        return [self.statement(depth) for _ in range(count)]

    def statement(self, depth):
        form = self.unguarded(depth)
        if form[0] in ('await', 'timeout', 'group', 'completed', 'for', 'with') and self.chance(self.guard):
            return ['try', form] + self.pick([['cancelled'], ['error']], [['error']], [['error']], [['cancelled']])
        return form

    def unguarded(self, depth):
        if self.chance(0.22):
            return ['await', ['sleep', self.duration()]]
        kinds = list(self.weights)
        while True:
            kind = self.random.choices(kinds, [self.weights[kind] for kind in kinds])[0] if kinds else 'sleep'
            form = self.of_kind(kind, depth)
            if form is not None:
                return form

    def of_kind(self, kind, depth):
        r = self.random
        match kind:
            case 'task' | 'eager':
                return [kind, r.choice(TASKS), self.coroutine(depth - 1)]
            case 'let':
                return ['let', r.choice(LETS), self.awaitable(2)]
            case 'future':
                return ['future', r.choice(FUTURES)]
            case 'coroutine':
                return ['coroutine', 'c1', r.choice(self.callable)] if self.callable and self.chance(0.5) else ['await', ['coro', 'c1']]
            case 'cancel':
                return ['cancel', self.slot()] + ([self.fresh('m')] if self.chance(0.6) else [])
            case 'count':
                return [self.pick('uncancel', 'uncancel', 'cancelling'), self.pick('self', 'self', *TASKS)]
            case 'try':
                return self.attempt(depth) if depth else None
            case 'repeat':
                return ['repeat', self.pick('2', '2', '3')] + self.block(depth - 1, 2) + ([['break']] if self.chance(0.1) else []) if depth else None
            case 'timeout':
                return ['timeout', self.pick('T1', 'T1', 'T2'), self.timeout()] + self.block(depth - 1, self.pick(1, 2, 3)) if depth else None
            case 'resched':
                return ['resched', self.pick('T1', 'T1', 'T2'), self.timeout()]
            case 'group':
                starts = [self.start(depth - 1) for _ in range(self.pick(0, 1, 2))]
                return ['group', self.pick('g1', 'g1', 'g2')] + starts + self.block(depth - 1, self.pick(0, 1, 2)) if depth else None
            case 'start':
                return self.start(depth) if 'group' in self.weights else None
            case 'completed':
                if not depth:
                    return None
                aws = [self.awaitable(1) for _ in range(self.pick(1, 2, 3))]
                return ['completed', self.timeout(), aws] + self.block(depth - 1, self.pick(0, 1))
            case 'iter':
                if self.chance(0.7):
                    return ['await', ['step', 'i1']] if self.chance(0.7) else ['let', self.pick(*LETS), ['step', 'i1']]
                return ['iter', 'i1', self.timeout(), [self.awaitable(1) for _ in range(self.pick(1, 2, 3))]]
            case 'stop':
                return ['stop'] if self.chance(0.5) else None
            case 'for':
                return ['for', self.pick('n1', 'n1', 'n2')] + self.block(max(depth - 1, 0), self.pick(0, 1)) + ([['break']] if self.chance(0.3) else [])
            case 'generator':
                return ['generator', self.pick('n1', 'n1', 'n2'), r.choice(self.generators)] if self.chance(0.2) else ['await', self.generated()]
            case 'raise':
                return ['raise', self.pick('Oops', 'Bang'), self.fresh('e')] if self.chance(0.5) else None
            case 'raisecancel':
                return ['raisecancel', self.fresh('c')] if self.chance(0.5) else None
            case 'return':
                return ['return', self.fresh('r')] if self.chance(0.5) else None
            case 'slot':
                return ['await', self.slot_to_await()]
            case 'gather' | 'gatherx' | 'shield' | 'waitfor' | 'wait':
                return ['await', self.awaitable_of(kind, 2)]
            case 'call':
                return ['await', ['call', r.choice(self.callable)]] if self.callable else None
            case 'set':
                return ['set', self.pick(*FUTURES, *FUTURES, *SLOTS), self.fresh('v')]
            case 'fail' if self.chance(0.2):
                return ['failcancel', self.pick(*FUTURES, *SLOTS), self.fresh('c')]
            case 'fail':
                return ['fail', self.pick(*FUTURES, *FUTURES, *SLOTS), self.pick('Oops', 'Bang'), self.fresh('e')]
            case 'look':
                return ['alltasks'] if self.chance(0.2) else [self.pick('state', 'done', 'done', 'result'), r.choice(SLOTS)]
            case 'callback':
                name = self.pick('k1', 'k2')
                if self.chance(0.4):
                    return [self.pick('uncallback', 'again', 'again'), r.choice(SLOTS), name]
                return ['callback', r.choice(SLOTS), name] + self.acts()
            case 'soon':
                return ['soon', self.pick('h1', 'h2')] + self.acts()
            case 'later':
                return [self.pick('later', 'later', 'at'), self.pick('h1', 'h2'), self.duration()] + self.acts()
            case 'unhandle':
                return ['unhandle', self.pick('h1', 'h2')]
            case 'vars':
                name = self.pick('v0', 'v0', 'v1')
                return self.pick(['cget', name], ['cget', name], ['cset', name, self.fresh('w')], ['creset', name])
            case 'thing':
                return self.thing(depth)
            case 'spin':
                return ['repeat', self.pick('2', '3'), ['await', ['sleep', '0']]]
            case 'sleep':
                return ['await', ['sleep', self.duration()]]

    def attempt(self, depth):
        form = ['try'] + self.block(depth - 1, self.pick(1, 2, 3))
        # Mostly of one clause: a handler hides what it handles.
        for clause in self.random.sample(('cancelled', 'error', 'finally'), self.pick(1, 1, 2, 3)):
            body = self.block(depth - 1, self.pick(0, 1, 1, 2))
            if clause != 'finally' and self.chance(0.3):
                body.append(['rethrow'])
            form.append([clause] + body)
        return form

    def start(self, depth):
        return ['start', self.pick('g1', 'g1', 'g2'), self.random.choice(TASKS), self.coroutine(depth)]

    def slot(self):
        return self.pick('self', 'main', *TASKS, *SLOTS)

    def slot_to_await(self):
        return self.pick(*SLOTS)

    def acts(self):
        forms = []
        for _ in range(self.pick(0, 1, 1, 2)):
            kind = self.pick('cancel', 'set', 'fail', 'look', 'vars', 'thing', 'soon', 'task', 'callback', 'count')
            if kind in self.weights:
                form = self.thing(0) if kind == 'thing' else self.of_kind(kind, 0)
                if form is not None and form[0] not in ('await', 'with', 'try', 'repeat'):
                    forms.append(form)
        if self.chance(0.05) and 'raise' in self.weights:
            forms.append(['raise', 'Oops', self.fresh('e')])
        return forms

    def coroutine(self, depth):
        while True:
            if self.callable and self.chance(0.7):
                return ['call', self.random.choice(self.callable)]
            form = self.awaitable(1)
            if not isinstance(form, str) and form[0] not in ('gather', 'gatherx', 'shield'):
                return form

    def awaitable(self, depth):
        kinds = ['sleep', 'slot']
        kinds += [kind for kind in ('gather', 'gatherx', 'shield', 'waitfor', 'wait') if kind in self.weights and depth]
        kinds += ['call'] * 2 if self.callable else []
        kinds += ['step'] * 2 if 'iter' in self.weights else []
        kinds += ['generated'] if self.generators else []
        kinds += ['thing'] * 2 if self.objects else []
        return self.awaitable_of(self.random.choice(kinds), depth)

    def awaitable_of(self, kind, depth):
        match kind:
            case 'sleep':
                return ['sleep', self.duration()] + ([self.fresh('s')] if self.chance(0.5) else [])
            case 'slot':
                return self.slot_to_await()
            case 'gather' | 'gatherx':
                return [kind] + [self.awaitable(depth - 1) for _ in range(self.pick(0, 1, 2, 2, 3))]
            case 'shield':
                return [kind, self.awaitable(depth - 1)]
            case 'waitfor':
                return [kind, self.timeout(), self.awaitable(depth - 1)]
            case 'wait':
                mode = self.pick('FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED')
                return [kind, mode, self.timeout()] + [self.slot_to_await() for _ in range(self.pick(1, 2, 2, 3))]
            case 'call':
                return [kind, self.random.choice(self.callable)]
            case 'step':
                return ['step', 'i1']
            case 'generated':
                return self.generated()
            case 'thing':
                return self.thing_to_await()

    def generated(self):
        name = self.pick('n1', 'n1', 'n2')
        return self.pick(['next', name], ['next', name], ['asend', name, self.pick('none', self.fresh('s'))],
                         ['athrow', name, self.pick('Oops', 'Bang'), self.fresh('e')], ['aclose', name])

    def thing_to_await(self):
        kind, name = self.random.choice(self.objects)
        match kind:
            case 'lock' | 'sem' | 'bounded':
                return ['acquire', name]
            case 'event':
                return ['ewait', name]
            case 'cond':
                return self.pick(['acquire', name], ['cwait', name], ['cwaitfor', name, self.pick('1', '2')])
            case 'barrier':
                return self.pick(['bwait', name], ['bwait', name], ['bwait', name], ['breset', name], ['babort', name])
            case _:
                return self.pick(['get', name], ['get', name], ['put', name, self.fresh('i')], ['join', name])

    def thing(self, depth):
        if self.chance(0.35) and depth:
            return ['await', self.thing_to_await()]
        kind, name = self.random.choice(self.objects)
        match kind:
            case 'lock' | 'sem' | 'bounded' | 'cond' if depth and self.chance(0.5):
                body = self.block(depth - 1, self.pick(1, 2))
                if kind == 'cond' and self.chance(0.6):
                    body.insert(self.pick(0, 1), ['await', self.pick(['cwait', name], ['cwaitfor', name, self.pick('1', '2')])])
                return ['with', name] + body
            case 'lock' | 'sem' | 'bounded':
                return [self.pick('release', 'release', 'locked'), name]
            case 'event':
                return [self.pick('eset', 'eset', 'eclear'), name]
            case 'cond' if depth and self.chance(0.4):
                return ['with', name, self.pick(['notify', name, '1'], ['notify', name, '2'], ['notifyall', name])]
            case 'cond':
                return self.pick(['notify', name, self.pick('1', '2')], ['notifyall', name], ['inc', name], ['release', name], ['locked', name])
            case 'barrier':
                return ['bstate', name]
            case _:
                return self.pick(['putn', name, self.fresh('i')], ['putn', name, self.fresh('i')], ['getn', name], ['taskdone', name],
                                 ['size', name]) if self.chance(0.85) else ['shutdown', name, self.pick('now', 'later')]


def random_program(seed):
    return Generator(seed).program()


# --- shrinking

BODY_FROM = {
    'def': 2, 'gendef': 2, 'body': 1, 'cancelled': 1, 'error': 1, 'finally': 1, 'try': 1, 'repeat': 2, 'with': 2, 'timeout': 3,
    'group': 2, 'completed': 3, 'for': 2, 'callback': 3, 'soon': 2, 'later': 3, 'at': 3, 'gather': 1, 'gatherx': 1, 'wait': 3,
}


def smaller(program):
    """Programs with one thing less."""
    used = ' ' + ' '.join(atoms(program)) + ' '
    for index, form in enumerate(program):
        if form[0] == 'run' or form[0] == 'obj' and used.count(f' {form[2]} ') == 1 or form[0] in ('def', 'gendef') and form[1] != 'main' and used.count(f' {form[1]} ') == 1:
            yield program[:index] + program[index + 1:]
    for index, form in enumerate(program):
        if form[0] in ('def', 'gendef'):
            for less in smaller_form(form):
                yield program[:index] + [less] + program[index + 1:]


def smaller_form(form):
    head = form[0]
    start = BODY_FROM.get(head, len(form))
    for index in range(start, len(form)):
        if head == 'wait' and len(form) == 4:
            continue
        yield form[:index] + form[index + 1:]
    for index in range(start, len(form)):
        inner = form[index]
        if isinstance(inner, list) and inner[0] in ('try', 'repeat', 'with', 'timeout', 'group', 'completed', 'for') and head not in ('gather', 'gatherx'):
            body = [part for part in inner[BODY_FROM[inner[0]]:] if part[0] not in ('cancelled', 'error', 'finally')]
            yield form[:index] + body + form[index + 1:]
    at = {'completed': 2, 'iter': 3}.get(head)
    if at:
        for index in range(len(form[at])):
            yield form[:at] + [form[at][:index] + form[at][index + 1:]] + form[at + 1:]
    for index, inner in enumerate(form):
        if isinstance(inner, list):
            if inner and inner[0] in ('shield', 'waitfor', 'gather') and isinstance(inner[-1], list):
                yield form[:index] + [inner[-1]] + form[index + 1:]
            if inner and isinstance(inner[0], list):
                for j, part in enumerate(inner):
                    for less in smaller_form(part):
                        yield form[:index] + [inner[:j] + [less] + inner[j + 1:]] + form[index + 1:]
            elif inner:
                for less in smaller_form(inner):
                    yield form[:index] + [less] + form[index + 1:]


def atoms(form):
    for item in form:
        if isinstance(item, list):
            yield from atoms(item)
        else:
            yield item


def shrink(program, differs):
    shrunk = True
    while shrunk:
        shrunk = False
        for less in smaller(program):
            if differs(less):
                program = less
                shrunk = True
                break
    return program
