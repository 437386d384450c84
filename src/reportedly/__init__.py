"""Reads news reports into attributed claims: what is said to have happened, who says so, through which chain."""

__version__ = "0.1.0"
