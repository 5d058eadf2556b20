"""What an error of Spark says, and which function of the program it comes from."""

import ast
import inspect
import os
import re
import textwrap

LONGEST = 300


def condition_and_message(error):
    """Spark's name for the error, if it has one, and its message in one line, without the trace."""
    try:
        condition = error.getCondition()
    except Exception:
        condition = None
    text = str(error)
    named = re.findall(r"\[([A-Z][A-Z0-9_]+(?:\.[A-Z0-9_]+)*)\] ([^\n]+)", text)
    if named:
        # The last cause says most: what is around it only tells that a stage has failed.
        condition, text = next((pair for pair in named if pair[0] == condition), named[-1])
    else:
        causes = re.findall(r"Caused by: (?:[\w$.]+: )?([^\n]+)", text)
        lines = [line for line in text.splitlines() if line.strip()]
        text = (causes[-1:] or lines[:1] or [type(error).__name__])[0]
    text = re.sub(r"\s*SQLSTATE: \w+.*$", "", text).strip()
    return condition, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def function_named_in(error, functions, program):
    """Spark often knows the line of the program, or the piece of SQL, that a failing expression comes from."""
    text = str(error)
    lines = {int(line) for line in re.findall(re.escape(os.path.basename(program)) + r":(\d+)", text)}
    for name, function in functions.items():
        source, first = inspect.getsourcelines(function)
        if any(first <= line < first + len(source) for line in lines):
            return name
    for piece in re.findall(r"== SQL[^\n]*==\n([^\n]+)", text) + fragments(error):
        found = [name for name, function in functions.items() if any(piece in sql for sql in texts_of(function))]
        if len(found) == 1:
            return found[0]
    return None


def fragments(error):
    try:
        return [context.fragment() for context in error.getQueryContext() if context.fragment()]
    except Exception:
        return []


def texts_of(function):
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
