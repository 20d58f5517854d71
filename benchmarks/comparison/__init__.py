# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
"""The parts of benchmarks/run: what is measured, on which servers, how, and the tables."""
