"""Plays programs on asyncio, on a virtual clock: what happens in which tick. dev.weft.traces.Player does so on Weft.

A program is a list of forms: its objects, (obj KIND NAME ARGUMENT), its bodies, (def NAME STATEMENT...), and those that
yield, (gendef NAME (body ...) ...). The body main begins it; with (run), which may be said twice, it is run by a Runner,
to the end of the run.
What each statement does is in Player.statement, Player.awaitable and Player.done_by.

The trace has a line for each thing that happens, and before those of a tick a line "@TICK SECONDS".
"""
import asyncio
import contextvars
import gc
import heapq
import inspect
import logging
import signal
import sys
import warnings

# Coroutines are made that nobody awaits, and failures are not looked at: that is part of the programs.
logging.getLogger('asyncio').setLevel(logging.CRITICAL + 1)
warnings.simplefilter('ignore')
sys.unraisablehook = lambda _: None

HORIZON = 100_000
MAX_STATEMENTS = 300
MAX_CALLS = 40


# --- programs: lists of atoms and lists

def parse(text):
    tokens = text.replace('(', ' ( ').replace(')', ' ) ').split()
    stack = [[]]
    for token in tokens:
        if token == '(':
            stack.append([])
        elif token == ')':
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    return stack[0]


def show(form):
    return '(' + ' '.join(map(show, form)) + ')' if isinstance(form, list) else form


def show_program(program):
    return '\n'.join(map(show, program))


# --- what asyncio leaves open, and its port does not: sets are in order of insertion, timers with equal deadlines too

class OrderedSet(dict):
    def __init__(self, items=()):
        super().__init__(dict.fromkeys(items))

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)

    remove = discard


class OrderedTimer(asyncio.TimerHandle):
    __slots__ = ('sequence',)
    count = 0

    def __init__(self, when, *args, **kwargs):
        super().__init__(when, *args, **kwargs)
        OrderedTimer.count += 1
        self.sequence = OrderedTimer.count

    def __lt__(self, other):
        return (self._when, self.sequence) < (other._when, other.sequence)


asyncio.events.TimerHandle = OrderedTimer


class OrderedGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class OrderedAsCompleted(asyncio.tasks._AsCompletedIterator):
    def __init__(self, awaitables, timeout):
        self._done = asyncio.Queue()
        self._timeout_handle = None
        loop = asyncio.get_running_loop()
        todo = OrderedSet(asyncio.ensure_future(awaitable) for awaitable in OrderedSet(awaitables))
        for future in todo:
            future.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)
        self._todo = todo
        self._todo_left = len(todo)

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        self._todo_left -= 1
        try:
            return await self._wait_for_one()
        except asyncio.CancelledError:
            self._todo_left += 1  # The port does not count a cancelled step.
            raise


asyncio.tasks.set = OrderedSet
unordered_tasks = asyncio.all_tasks


def ordered_tasks(loop):
    return sorted(unordered_tasks(loop), key=loop.tasks.index)


# Whom a Runner cancels at its end.
asyncio.runners.tasks.all_tasks = ordered_tasks


# --- what asyncio does since 3.14

def report_shielded(inner):
    if not inner.cancelled() and inner.exception():
        inner.get_loop().call_exception_handler({'message': 'exception in shielded future', 'exception': inner.exception()})


def shield(awaitable):
    inner = asyncio.ensure_future(awaitable)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_done(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception():
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)
            inner.remove_done_callback(report_shielded)
            inner.add_done_callback(report_shielded)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


class OpenGenerators(OrderedSet):
    """To be closed at the end of a run: asyncio closes also those that have ended, if they are not garbage yet."""

    def open(self):
        begun = [generator for generator in self.keys()
                 if inspect.getasyncgenstate(generator) in (inspect.AGEN_SUSPENDED, inspect.AGEN_RUNNING)]
        return sorted(begun, key=lambda generator: generator.ag_frame.f_locals['order'])

    def __len__(self):
        return len(self.open())

    def __iter__(self):
        return iter(self.open())


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time jumps to the next timer when nothing is ready. It stops where nothing ever will be."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self.tick = 0
        self.idle = False
        self.tasks = []
        self._clock_resolution = 1e-9
        self._asyncgens = OpenGenerators()

    def time(self):
        return self.now

    def create_task(self, *args, **kwargs):
        task = super().create_task(*args, **kwargs)
        self.tasks.append(task)
        return task

    def _run_once(self):
        self.tick += 1
        while self._scheduled and self._scheduled[0]._cancelled:
            self._timer_cancelled_count -= 1
            heapq.heappop(self._scheduled)._scheduled = False
        if not self._ready and not self._stopping:
            if self._scheduled:
                self.now = max(self.now, self._scheduled[0]._when)
            else:
                self.idle = True
                self.stop()
        super()._run_once()


# --- running

class Oops(Exception):
    pass


class Bang(Exception):
    pass


ERRORS = {'Oops': Oops, 'Bang': Bang}


def shown(value):
    if isinstance(value, BaseException):
        return shown_error(value)
    if isinstance(value, list):
        return '[' + ', '.join(map(shown, value)) + ']'
    # What tells nothing more than that it came: some of these are void elsewhere.
    return 'None' if value is True else str(value)


def shown_error(error):
    if isinstance(error, BaseExceptionGroup):
        return 'Group' + shown(list(error.exceptions))
    if isinstance(error, (Oops, Bang)):
        return f'{type(error).__name__}({error})'
    if isinstance(error, asyncio.CancelledError):
        return f'Cancelled({error})'
    for kind, name in KINDS:
        if isinstance(error, kind):
            return name
    return type(error).__name__


KINDS = [
    (TimeoutError, 'Timeout'),
    (asyncio.QueueShutDown, 'ShutDown'),
    (asyncio.BrokenBarrierError, 'Broken'),
    (LookupError, 'Unset'),
    (RecursionError, 'Recursion'),
    ((RuntimeError, ValueError, TypeError, asyncio.InvalidStateError), 'Misuse'),
]


class Skip(SystemExit):
    """The program does what has no defined outcome."""


class Signal:
    def __init__(self, value=None):
        self.value = value


BREAK = Signal()
RETHROW = Signal()


class Frame:
    """One call of a def: its label in the trace, and the tokens of the variables that it has set."""

    def __init__(self, label):
        self.label = label
        self.tokens = []


def seconds(atom):
    return None if atom == 'none' else int(atom)


def quiet_text(future):
    return 'pending' if not future.done() else 'cancelled' if future.cancelled() else 'done'


class Player:
    def __init__(self, program):
        self.lines = []
        self.at = None
        self.over = False
        self.skipped = False
        self.close_ignored = False
        self.runs = sum(form == ['run'] for form in program)
        self.defs = {form[1]: form[2:] for form in program if form[0] == 'def'}
        self.gendefs = {form[1]: form[2:] for form in program if form[0] == 'gendef'}
        self.vars = {name: contextvars.ContextVar(name) for name in ('v0', 'v1')}
        self.calls = {}
        self.call_count = 0
        self.statements = 0
        self.slots = {}
        self.named = []
        self.handles = {}
        self.callbacks = {}
        self.coroutines = {}
        self.generators = {}
        self.iterators = {}
        self.generators_begun = 0
        # One that is dropped is closed, and that is a matter of the garbage collector's.
        self.kept = []
        self.timeouts = {}
        self.groups = {}
        self.counts = {}
        self.loop = VirtualLoop()
        self.objects = {}
        for form in program:
            if form[0] == 'obj':
                self.objects[form[2]] = self.make(form[1], form[3:])
        self.loop.set_exception_handler(self.handled)

    def make(self, kind, args):
        match kind:
            case 'lock':
                return asyncio.Lock()
            case 'event':
                return asyncio.Event()
            case 'cond':
                return asyncio.Condition(self.objects[args[0]] if args else None)
            case 'sem':
                return asyncio.Semaphore(int(args[0]))
            case 'bounded':
                return asyncio.BoundedSemaphore(int(args[0]))
            case 'barrier':
                return asyncio.Barrier(int(args[0]))
            case 'fifo':
                return asyncio.Queue(int(args[0]))
            case 'lifo':
                return asyncio.LifoQueue(int(args[0]))
            case 'prio':
                return asyncio.PriorityQueue(int(args[0]))

    def play(self):
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.call_at(HORIZON, self.horizon)
            if self.runs:
                self.run()
            else:
                self.name('main', self.loop.create_task(self.call('main'), name='main'))
                while not self.loop.idle:
                    self.loop.run_forever()
            self.over = True
            lost = sorted(name for name, future in self.named if future._log_traceback)
            pending = sorted(name for name, future in self.named if not future.done())
            self.lines.append(' '.join(['lost'] + lost))
            self.lines.append(' '.join(['pending'] + pending))
        finally:
            self.over = True
            asyncio.set_event_loop(None)
            self.loop.close()
        if self.skipped or any('Recursion' in line for line in self.lines):
            raise Skip
        return self.lines

    def run(self):
        try:
            with asyncio.Runner(loop_factory=lambda: self.loop) as runner:
                for _ in range(self.runs):
                    try:
                        self.lines.append('run = ' + shown(runner.run(self.call('main'))))
                    except (Exception, asyncio.CancelledError) as error:
                        self.lines.append('run ! ' + shown_error(error))
                    # What stop() has left behind would share its context with the next run.
                    self.skipped |= self.runs > 1 and 'main' in self.slots and not self.slots['main'].done()
        except (Exception, asyncio.CancelledError) as error:
            self.lines.append('close ! ' + shown_error(error))

    def horizon(self):
        for name, future in self.named:
            if isinstance(future, asyncio.Task) and not future.done():
                self.log('-', 'horizon', name)
                future.cancel('horizon')

    def handled(self, loop, context):
        if context['message'].startswith('Exception in callback'):
            self.log('-', 'handler', shown_error(context['exception']))
        elif context['message'].endswith('exception in shielded future'):
            self.log('-', 'shielded', shown_error(context['exception']))
        elif context['message'].startswith('unhandled exception during'):
            self.log('-', 'unhandled', shown_error(context['exception']))
        elif context['message'].startswith('an error occurred during closing of'):
            self.log('-', 'closing', shown_error(context['exception']))

    def log(self, label, *what):
        if self.over:
            return
        at = f'@{self.loop.tick} {int(self.loop.now)}'
        if at != self.at:
            self.at = at
            self.lines.append(at)
        self.lines.append(' '.join((label,) + what))

    def name(self, name, future):
        self.slots[name] = future
        self.named.append((name, future))

    # --- bodies

    async def call(self, name):
        self.call_count += 1
        if self.call_count > MAX_CALLS:
            return 'enough'
        self.calls[name] = self.calls.get(name, 0) + 1
        frame = Frame(f'{name}{self.calls[name]}')
        task = asyncio.current_task()
        if self.runs and name == 'main':
            self.name('main', task)
        self.log(frame.label, 'begins', '-' if task.get_name().startswith('Task-') else task.get_name())
        try:
            sig = await self.block(frame, self.defs[name])
        except BaseException as error:
            self.log(frame.label, 'raises', shown_error(error))
            raise
        value = sig.value if sig else None
        self.log(frame.label, 'returns', shown(value))
        return value

    async def block(self, frame, body):
        for form in body:
            self.statements += 1
            if self.statements > MAX_STATEMENTS:
                return None
            sig = await self.statement(frame, form)
            if sig is not None:
                return sig
        return None

    async def statement(self, frame, form):
        match form[0]:
            case 'await':
                awaitable = self.awaitable(frame, form[1])
                if awaitable is not None:
                    try:
                        value = await awaitable
                    except BaseException as error:
                        self.log(frame.label, form[1] if isinstance(form[1], str) else form[1][0], '!', shown_error(error))
                        raise
                    self.log(frame.label, form[1] if isinstance(form[1], str) else form[1][0], '=', shown(value))
            case 'try':
                return await self.attempt(frame, form[1:])
            case 'repeat':
                for _ in range(int(form[1])):
                    sig = await self.block(frame, form[2:])
                    if sig is not None:
                        return None if sig is BREAK else sig
            case 'with':
                held = self.objects[form[1]]
                try:
                    async with held:
                        self.log(frame.label, 'holds', form[1])
                        return await self.block(frame, form[2:])
                finally:
                    self.log(frame.label, 'let', form[1], 'go')
            case 'timeout':
                return await self.timeout(frame, form)
            case 'group':
                return await self.group(frame, form)
            case 'completed':
                return await self.completed(frame, form)
            case 'for':
                return await self.iterate(frame, form)
            case 'raise':
                raise ERRORS[form[1]](form[2])
            case 'raisecancel':
                raise asyncio.CancelledError(form[1])
            case 'return':
                return Signal(form[1])
            case 'break':
                return BREAK
            case 'rethrow':
                return RETHROW
            case _:
                self.act(frame, form)
        return None

    async def attempt(self, frame, form):
        clauses = {clause[0]: clause[1:] for clause in form if clause[0] in ('cancelled', 'error', 'finally')}
        body = [clause for clause in form if clause[0] not in ('cancelled', 'error', 'finally')]
        try:
            return await self.block(frame, body)
        except asyncio.CancelledError as error:
            if 'cancelled' not in clauses:
                raise
            self.log(frame.label, 'caught', shown_error(error))
            sig = await self.block(frame, clauses['cancelled'])
            if sig is RETHROW:
                raise
            return sig
        except Exception as error:
            if 'error' not in clauses:
                raise
            self.log(frame.label, 'caught', shown_error(error))
            sig = await self.block(frame, clauses['error'])
            if sig is RETHROW:
                raise
            return sig
        finally:
            if 'finally' in clauses:
                self.log(frame.label, 'finally')
                sig = await self.block(frame, clauses['finally'])
                if sig is not None:
                    return sig

    async def timeout(self, frame, form):
        timeout = None
        try:
            async with asyncio.timeout(seconds(form[2])) as timeout:
                self.timeouts[form[1]] = timeout
                return await self.block(frame, form[3:])
        finally:
            self.log(frame.label, 'timeout', str(timeout.expired()).lower())

    async def group(self, frame, form):
        async with OrderedGroup() as group:
            self.groups[form[1]] = group
            sig = await self.block(frame, form[2:])
            self.log(frame.label, 'leaves', form[1])
            return sig

    async def completed(self, frame, form):
        awaitables = self.all(frame, form[2])
        try:
            async for future in OrderedAsCompleted(awaitables, seconds(form[1])):
                self.log(frame.label, 'completed', self.name_of(future), self.end_of(future))
                sig = await self.block(frame, form[3:])
                if sig is not None:
                    return None if sig is BREAK else sig
        except BaseException as error:
            self.log(frame.label, 'completed', '!', shown_error(error))
            raise
        return None

    async def iterate(self, frame, form):
        generator = self.generators.get(form[1])
        if generator is None:
            return None
        try:
            async for value in generator:
                self.log(frame.label, 'for', form[1], shown(value))
                sig = await self.block(frame, form[2:])
                if sig is not None:
                    return None if sig is BREAK else sig
        except BaseException as error:
            self.log(frame.label, 'for', '!', shown_error(error))
            raise
        self.log(frame.label, 'for', 'ended')
        return None

    async def generate(self, name):
        """A body that may yield, in the parts of one try statement: more is not to be had where yields cannot nest."""
        self.calls[name] = self.calls.get(name, 0) + 1
        frame = Frame(f'{name}{self.calls[name]}')
        order = self.generators_begun = self.generators_begun + 1
        self.log(frame.label, 'begins')
        parts = {part[0]: part[1:] for part in self.gendefs[name]}
        try:
            for form in parts.get('body', ()):
                if form[0] == 'yield':
                    sent = yield form[1]
                    self.log(frame.label, 'sent', shown(sent))
                elif await self.block(frame, [form]):
                    return
        except (asyncio.CancelledError, GeneratorExit) as error:
            self.log(frame.label, 'caught', shown_error(error) if isinstance(error, asyncio.CancelledError) else 'Cancelled()')
            if 'cancelled' not in parts:
                raise
            for form in parts['cancelled']:
                if form[0] == 'yield':
                    self.close_ignored |= isinstance(error, GeneratorExit)
                    self.skipped |= self.close_ignored and self.runs
                    sent = yield form[1]
                    self.log(frame.label, 'sent', shown(sent))
                elif await self.block(frame, [form]):
                    return
        except Exception as error:
            self.log(frame.label, 'caught', shown_error(error))
            if 'error' not in parts:
                raise
            for form in parts['error']:
                if form[0] == 'yield':
                    sent = yield form[1]
                    self.log(frame.label, 'sent', shown(sent))
                elif await self.block(frame, [form]):
                    return
        finally:
            self.log(frame.label, 'finally')
            for form in parts.get('finally', ()):
                await self.block(frame, [form])
        self.log(frame.label, 'ends')

    # --- what can be awaited

    def all(self, frame, forms):
        return [awaitable for form in forms if (awaitable := self.awaitable(frame, form)) is not None]

    def awaitable(self, frame, form):
        if isinstance(form, str):
            future = self.slots.get(form)
            if future is not None and future is asyncio.current_task():
                self.skipped = True  # What awaits itself is left in a state that others trip over.
            return future
        match form[0]:
            case 'sleep':
                return asyncio.sleep(int(form[1]), form[2] if len(form) > 2 else None)
            case 'call':
                return self.call(form[1])
            case 'gather':
                return asyncio.gather(*self.all(frame, form[1:]))
            case 'gatherx':
                return asyncio.gather(*self.all(frame, form[1:]), return_exceptions=True)
            case 'shield':
                inner = self.awaitable(frame, form[1])
                return None if inner is None else shield(inner)
            case 'waitfor':
                inner = self.awaitable(frame, form[2])
                return None if inner is None else asyncio.wait_for(inner, seconds(form[1]))
            case 'wait':
                return self.wait(form[1], seconds(form[2]), [self.slots[name] for name in form[3:] if name in self.slots])
            case 'acquire' :
                return self.objects[form[1]].acquire()
            case 'ewait' | 'cwait' | 'bwait':
                return self.objects[form[1]].wait()
            case 'cwaitfor':
                return self.wait_for(self.objects[form[1]], form)
            case 'breset':
                return self.objects[form[1]].reset()
            case 'babort':
                return self.objects[form[1]].abort()
            case 'put':
                return self.objects[form[1]].put(form[2])
            case 'get':
                return self.objects[form[1]].get()
            case 'join':
                return self.objects[form[1]].join()
            case 'coro':
                return self.coroutines.get(form[1])
            case 'step':
                iterator = self.iterators.get(form[1])
                return None if iterator is None else self.step(iterator)
            case 'next' | 'asend' | 'athrow' | 'aclose':
                generator = self.generators.get(form[1])
                return None if generator is None else self.advance(generator, form)
        raise Skip

    async def wait_for(self, condition, form):
        # The port asks for the lock even where the predicate is true at once.
        if not condition.locked():
            raise RuntimeError
        return await condition.wait_for(lambda: self.counts.get(form[1], 0) >= int(form[2]))

    async def wait(self, mode, timeout, futures):
        done, pending = await asyncio.wait(futures, timeout=timeout, return_when=mode)
        # The names, in the order given.
        return '/'.join(','.join(self.name_of(f) for f in OrderedSet(futures) if f in some) for some in (done, pending))

    async def step(self, iterator):
        try:
            future = await iterator.__anext__()
        except StopAsyncIteration:
            return 'end'
        return self.name_of(future) + ' ' + self.end_of(future)

    async def advance(self, generator, form):
        if self.close_ignored and form[0] in ('athrow', 'aclose'):
            self.skipped = True  # A second try to close it does nothing; the port's does.
        try:
            match form[0]:
                case 'next':
                    return await generator.__anext__()
                case 'asend':
                    return await generator.asend(None if form[2] == 'none' else form[2])
                case 'athrow':
                    if generator.ag_frame is None:
                        return 'end'
                    return await generator.athrow(ERRORS[form[2]](form[3]))
                case 'aclose':
                    return await generator.aclose()
        except StopAsyncIteration:
            return 'end'

    def name_of(self, future):
        for name, known in self.named:
            if known is future:
                return name
        return '-'

    def end_of(self, future):
        if not future.done():
            return 'pending'
        if future.cancelled():
            return 'cancelled'
        error = future.exception()
        return shown_error(error) if error else shown(future.result())

    # --- what takes no time

    def act(self, frame, form):
        try:
            text = self.done_by(frame, form)
        except (Oops, Bang):
            raise
        except Exception as error:
            text = '! ' + shown_error(error)
        if text is not None:
            self.log(frame.label, form[0], *([form[1]] if len(form) > 1 and isinstance(form[1], str) else []), text)

    def acts(self, label, forms):
        frame = Frame(label)
        self.log(label, 'runs')
        for form in forms:
            self.statements += 1
            if self.statements <= MAX_STATEMENTS:
                if form[0] == 'raise':
                    raise ERRORS[form[1]](form[2])
                self.act(frame, form)

    def done_by(self, frame, form):
        head = form[0]
        one = form[1] if len(form) > 1 else None
        match head:
            case 'task':
                awaitable = self.awaitable(frame, form[2])
                if not asyncio.iscoroutine(awaitable):
                    return 'none'
                self.name(one, asyncio.create_task(awaitable, name=one))
                return None
            case 'eager':
                awaitable = self.awaitable(frame, form[2])
                if not asyncio.iscoroutine(awaitable):
                    return 'none'
                count = len(self.loop.tasks)
                task = asyncio.Task(awaitable, loop=self.loop, eager_start=True)
                self.loop.tasks.insert(count, task)
                task.set_name(one)
                self.name(one, task)
                return quiet_text(task)
            case 'let':
                awaitable = self.awaitable(frame, form[2])
                if awaitable is None:
                    return 'none'
                self.name(one, asyncio.ensure_future(awaitable))
                return None
            case 'future':
                self.name(one, self.loop.create_future())
                return None
            case 'coroutine':
                self.coroutines[one] = self.call(form[2])
                return None
            case 'generator':
                self.generators[one] = self.generate(form[2])
                self.kept.append(self.generators[one])
                return None
            case 'iter':
                self.iterators[one] = OrderedAsCompleted(self.all(frame, form[3]), seconds(form[2]))
                return None
            case 'stop':
                self.loop.stop()
                return None
            case 'start':
                group = self.groups.get(one)
                if group is None:
                    return 'none'
                awaitable = self.awaitable(frame, form[3])
                if not asyncio.iscoroutine(awaitable):
                    return 'none'
                self.name(form[2], group.create_task(awaitable, name=form[2]))
                return None
            case 'resched':
                timeout = self.timeouts.get(one)
                if timeout is None:
                    return 'none'
                delay = seconds(form[2])
                timeout.reschedule(None if delay is None else self.loop.time() + delay)
                return None
            case 'soon':
                self.handles[one] = self.loop.call_soon(self.acts, one, form[2:])
                return None
            case 'later':
                self.handles[one] = self.loop.call_later(int(form[2]), self.acts, one, form[3:])
                return None
            case 'at':
                self.handles[one] = self.loop.call_at(int(form[2]), self.acts, one, form[3:])
                return None
            case 'unhandle':
                handle = self.handles.get(one)
                if handle is None:
                    return 'none'
                handle.cancel()
                return None
            case 'cget':
                return self.vars[one].get()
            case 'cset':
                frame.tokens.append((one, self.vars[one].set(form[2])))
                return None
            case 'creset':
                if not frame.tokens:
                    return 'none'
                name, token = frame.tokens.pop()
                self.vars[name].reset(token)
                return None
            case 'alltasks':
                return ','.join(sorted('-' if task.get_name().startswith('Task-') else task.get_name()
                                       for task in unordered_tasks()))
            case 'inc':
                self.counts[one] = self.counts.get(one, 0) + 1
                return None
        if one in self.objects:
            return self.done_with(self.objects[one], form)
        future = asyncio.current_task() if one == 'self' else self.slots.get(one)
        return 'none' if future is None else self.done_to(future, frame, form)

    def done_with(self, thing, form):
        match form[0]:
            case 'release':
                return thing.release()
            case 'locked':
                return str(thing.locked()).lower()
            case 'eset':
                return thing.set()
            case 'eclear':
                return thing.clear()
            case 'notify':
                return thing.notify(int(form[2]))
            case 'notifyall':
                return thing.notify_all()
            case 'putn':
                try:
                    return thing.put_nowait(form[2])
                except asyncio.QueueFull:
                    return 'full'
            case 'getn':
                try:
                    return shown(thing.get_nowait())
                except asyncio.QueueEmpty:
                    return 'empty'
            case 'taskdone':
                return thing.task_done()
            case 'shutdown':
                return thing.shutdown(form[2] == 'now')
            case 'size':
                return str(thing.qsize())
            case 'bstate':
                return f'{thing.n_waiting} {str(thing.broken).lower()}'
        raise Skip

    def done_to(self, future, frame, form):
        match form[0]:
            case 'cancel':
                return str(future.cancel(*form[2:])).lower()
            case 'uncancel':
                return str(future.uncancel()) if isinstance(future, asyncio.Task) else 'none'
            case 'cancelling':
                return str(future.cancelling()) if isinstance(future, asyncio.Task) else 'none'
            case 'set':
                return future.set_result(form[2])
            case 'fail':
                return future.set_exception(ERRORS[form[2]](form[3]))
            case 'failcancel':
                return future.set_exception(asyncio.CancelledError(form[2]))
            case 'state':
                return self.end_of(future)
            case 'done':
                return quiet_text(future)
            case 'result':
                try:
                    return shown(future.result())
                except (asyncio.CancelledError, Oops, Bang) as error:
                    return '! ' + shown_error(error)
            case 'callback':
                def called(done):
                    self.acts(form[2], form[3:])
                self.callbacks[form[2]] = called
                future.add_done_callback(called)
                return None
            case 'again':
                called = self.callbacks.get(form[2])
                return 'none' if called is None else future.add_done_callback(called)
            case 'uncallback':
                called = self.callbacks.get(form[2])
                return 'none' if called is None else str(future.remove_done_callback(called))
        raise Skip


def play(program):
    """The trace, or None where it has none."""
    # Not while it plays: what is closed when it is garbage would be so at any time.
    gc.disable()
    signal.alarm(10)
    try:
        return Player(program).play()
    except Skip:
        return None
    finally:
        signal.alarm(0)
        gc.enable()


def give_up(*_):
    raise Skip


signal.signal(signal.SIGALRM, give_up)
