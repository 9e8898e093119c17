"""The command line: one module per group of commands; ``main`` is the console script."""

from pipeline.cli.app import main

__all__ = ["main"]
