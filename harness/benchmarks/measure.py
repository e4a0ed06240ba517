#!/usr/bin/env python3
"""measure.py COMMAND…: wall seconds, CPU seconds and MiB of a command and all its processes, as one line.

CPU is the user and system time of everything that was waited for. Memory is the highest sum, at any one moment, of the
proportional resident sizes (PSS: a page that two of them share counts half in each) of the command and its descendants.
"""
import os
import resource
import subprocess
import sys
import time


def processes(root):
    """The process and its descendants."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    parent = int(file.read().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(name))
    found, todo = [], [root]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += children.get(one, [])
    return found


def proportional(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def main():
    begin = time.monotonic()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    highest = 0
    while process.poll() is None:
        highest = max(highest, sum(map(proportional, processes(process.pid))))
        time.sleep(0.03)
    wall = time.monotonic() - begin
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1):
        sys.exit(f"{sys.argv[1]} ended with {process.returncode}")
    print(f"{wall:.3f} {usage.ru_utime + usage.ru_stime:.3f} {highest / 1024:.1f}")


main()
