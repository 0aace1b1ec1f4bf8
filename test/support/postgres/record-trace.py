"""Plays check-outs and returns on SQLAlchemy's own pool, and notes what the server counts after each.

Standard input: {"folder": socket folder, "size", "maxOverflow", "timeoutSeconds", "operations": ["checkout 1", ...]}.
Standard output: the operations with their outcome and the count, and the versions. Started by record-trace.ts.
"""

import json
import sys
import threading
import time

import psycopg2
import sqlalchemy
from sqlalchemy import exc

job = json.load(sys.stdin)
monitor = psycopg2.connect(host=job["folder"], user="postgres", dbname="postgres")
monitor.autocommit = True
engine = sqlalchemy.create_engine(
    "postgresql+psycopg2://app@/postgres?host=" + job["folder"],
    pool_size=job["size"],
    max_overflow=job["maxOverflow"],
    pool_timeout=job["timeoutSeconds"],
)
held = {}
outcomes = {}
threads = {}


def count():
    with monitor.cursor() as cursor:
        cursor.execute("select count(*) from pg_stat_activity where usename = 'app'")
        return cursor.fetchone()[0]


def settled():
    """A slot is free some 20 ms after its client has gone."""
    counts = []
    while len(counts) < 5 or len(set(counts[-5:])) > 1:
        counts.append(count())
        time.sleep(0.02)
    return counts[-1]


def check_out(name):
    try:
        held[name] = engine.raw_connection()
        outcomes[name] = "ok"
    except exc.TimeoutError:
        outcomes[name] = "timeout"
    except exc.OperationalError as error:
        outcomes[name] = "refused" if "slots are reserved" in str(error) or "too many" in str(error) else str(error)


steps = []
for operation in job["operations"]:
    what, name = operation.split()
    if what == "checkout":
        check_out(name)
        outcome = outcomes[name]
    elif what == "wait":
        threads[name] = threading.Thread(target=check_out, args=(name,))
        threads[name].start()
        time.sleep(0.1)
        outcome = "waits" if threads[name].is_alive() else outcomes[name]
    elif what == "awaited":
        threads[name].join()
        outcome = outcomes[name]
    else:
        held.pop(name).close()
        outcome = "ok"
    steps.append("%s: %s, %d open" % (operation, outcome, settled()))
engine.dispose()
versions = {"sqlalchemy": sqlalchemy.__version__, "psycopg2": psycopg2.__version__.split()[0], "python": sys.version.split()[0]}
json.dump({"steps": steps, "versions": versions}, sys.stdout)
