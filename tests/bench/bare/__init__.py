"""Bare Django on the same server and database: what the benchmarks are compared with."""
