"""A program as a module whose node functions tell what passes them, and which of them fails."""

import importlib.util
import sys
import time
import uuid

from pyspark.sql import DataFrame, Observation
from pyspark.sql import functions as F

from errors import function_named_in
from session import is_connect, size_of


class Program:
    def __init__(self, job, spark, say, cancelled):
        self.job, self.say, self.cancelled = job, say, cancelled
        self.spark, self.is_connect = spark, is_connect(spark)
        self.run, self.begun = uuid.uuid4().hex[:6], time.time()
        self.counts = []  # Of [function, port, observation, whether it was told].
        self.told = {}  # By function: the rows told last.
        self.made = {}  # By function: its tables, uncounted.
        self.given = {}  # By function: the functions that made its inputs.
        self.passed = (
            {}
        )  # By id: a counted table and the function that made it; it is kept, so that the id stays its own.
        self.originals = {}
        self.at, self.has_computed = None, False
        spec = importlib.util.spec_from_file_location("program", job["program"])
        self.module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.module)
        for node in job["nodes"]:
            self.originals[node["function"]] = getattr(self.module, node["function"])
            setattr(self.module, node["function"], self.wrapped(node))
        self.commit = getattr(self.module, "commit", None)
        self.module.commit = self.committed

    def main(self):
        self.module.main(self.job["arguments"])
        self.compute()
        self.tell_rows()

    def wrapped(self, node):
        function, inner = node["function"], self.originals[node["function"]]

        def step(*arguments, **named):
            self.at = function
            tables = [value for value in flat([*arguments, *named.values()]) if isinstance(value, DataFrame)]
            self.given[function] = [self.passed[id(table)][1] for table in tables if id(table) in self.passed]
            if node["writes"]:
                counted = lambda value: self.observed(value, function, 0) if isinstance(value, DataFrame) else value
                made = inner(*map(counted, arguments), **{name: counted(value) for name, value in named.items()})
                self.tell_rows()
                # Spark does not count what it has found to be empty without computing it.
                rows = self.told.get(function)
                rows = tables[0].count() if rows is None else rows
                size = node["target"] and size_of(self.spark, staged(node["target"]))
                self.say("done", function=function, rows=rows, bytes=size)
            else:
                made = inner(*arguments, **named)
                tables = made if isinstance(made, tuple) else (made,)
                self.made[function] = tables
                if self.is_connect:
                    [table.schema for table in tables]  # Connect checks nothing before it is asked.
                tables = tuple(
                    self.observed(table, function, port) if node["counted"][port : port + 1] == [True] else table
                    for port, table in enumerate(tables)
                )
                self.passed.update((id(table), (table, function)) for table in tables)
                made = tables if isinstance(made, tuple) else tables[0]
            self.at = None
            return made

        return step

    def observed(self, table, function, port):
        observation = Observation(f"{function}.{port}#{self.run}")
        self.counts.append([function, port, observation, False])
        return table.observe(observation, F.count(F.lit(1)).alias("rows"))

    def tell_rows(self):
        for count in self.counts:
            function, port, observation, is_told = count
            rows = None if is_told else taken(observation)
            if rows is not None:
                count[3], self.told[function] = True, rows
                self.say("rows", function=function, port=port, rows=rows)

    def compute(self):
        """Computes the nodes that write nothing, but whose rows were asked for."""
        if not self.has_computed:
            self.has_computed = True
            for function in self.job["dry"]:
                self.at = function
                self.counts = [count for count in self.counts if count[0] != function]
                for port, table in enumerate(self.made.get(function, ())):
                    drain(self.observed(table, function, port))
                self.tell_rows()
                self.at = None

    def committed(self, *arguments, **named):
        try:
            self.compute()
            if self.cancelled.is_set():
                raise KeyboardInterrupt
        except BaseException:
            self.module.discard(*arguments, **named)
            raise
        self.say("committing")
        return self.commit(*arguments, **named)

    def fault(self, error):
        """The function whose node has failed, as far as that can be found."""
        executing = {node["function"] for node in self.job["nodes"] if node["writes"]}.union(self.job["dry"])
        if self.at not in executing:
            return self.at
        return function_named_in(error, self.originals, self.job["program"]) or self.first_that_fails() or self.at

    def first_that_fails(self):
        """Computes what the failed node depends on, node by node, for at most twice the time that the run has taken."""
        needed, todo = set(), [self.at]
        while todo:
            before = set(self.given.get(todo.pop(), [])) - needed
            needed |= before
            todo += before
        end = time.time() + 2 * (time.time() - self.begun)
        self.say("looking")
        for function in [function for function in self.made if function in needed]:
            for table in self.made[function]:
                if time.time() > end or self.cancelled.is_set():
                    return None
                try:
                    drain(table)
                except Exception as error:
                    print(f"{function}: {error}", file=sys.stderr)
                    return None if self.cancelled.is_set() else function
        return None


def staged(target):
    """Where the program keeps an output until all are complete."""
    folder, _, name = target.rpartition("/")
    return f"{folder}/.{name}.new"


def flat(values):
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from flat(value)
        elif isinstance(value, dict):
            yield from flat(value.values())
        else:
            yield value


def drain(table):
    table.write.format("noop").mode("overwrite").save()


def taken(observation):
    """The rows that have passed; None where Spark has dropped the branch, or has computed nothing yet."""
    classic = getattr(observation, "_jo", None)
    if classic is not None and not classic.future().isCompleted():
        return None
    try:
        return observation.get.get("rows")
    except Exception:
        return None
