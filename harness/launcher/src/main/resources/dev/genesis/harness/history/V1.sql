-- Runs, their checks, and what is kept over runs. Times are milliseconds since 1970, durations are named by unit.
CREATE TABLE runs (
  run_no ${identity},
  run_id TEXT NOT NULL UNIQUE,
  environment TEXT NOT NULL,
  location TEXT,
  shard TEXT,
  runner TEXT,
  push_as TEXT,
  started_at BIGINT NOT NULL,
  finished_at BIGINT NOT NULL,
  took_nanos BIGINT NOT NULL,
  result TEXT NOT NULL,
  conclusive SMALLINT NOT NULL,
  interrupted SMALLINT NOT NULL,
  exit_code SMALLINT NOT NULL,
  problems TEXT NOT NULL
);
CREATE INDEX runs_by_time ON runs (environment, finished_at);

CREATE TABLE run_suites (
  run_no BIGINT NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE,
  suite TEXT NOT NULL,
  narrowed SMALLINT NOT NULL,
  result TEXT NOT NULL,
  passed BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  aborted BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  not_run BIGINT NOT NULL,
  flaky BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  deselected BIGINT NOT NULL,
  PRIMARY KEY (run_no, suite)
);

-- encoded, mergeable histograms of the requests; suite is empty for those of no suite's checks
CREATE TABLE latencies (
  run_no BIGINT NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE,
  suite TEXT NOT NULL,
  service TEXT NOT NULL,
  histogram TEXT NOT NULL,
  PRIMARY KEY (run_no, suite, service)
);

-- what was known of a check, once for all runs in which it was the same
CREATE TABLE checks (
  check_no ${identity},
  fingerprint TEXT NOT NULL UNIQUE,
  suite TEXT NOT NULL,
  check_id TEXT NOT NULL,
  display_name TEXT NOT NULL,
  severity TEXT NOT NULL,
  owner TEXT NOT NULL,
  runbook TEXT NOT NULL
);
CREATE INDEX checks_by_suite ON checks (suite);

CREATE TABLE results (
  run_no BIGINT NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  check_no BIGINT NOT NULL REFERENCES checks (check_no),
  outcome TEXT NOT NULL,
  item SMALLINT NOT NULL,
  flaky SMALLINT NOT NULL,
  attempts SMALLINT NOT NULL,
  took_micros BIGINT NOT NULL,
  requests BIGINT NOT NULL,
  note TEXT,
  PRIMARY KEY (run_no, seq)
)${clustered};
CREATE INDEX results_by_check ON results (check_no, run_no);
CREATE INDEX results_flaky ON results (run_no) WHERE flaky = 1;

CREATE TABLE failures (
  run_no BIGINT NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  reason TEXT NOT NULL,
  type TEXT NOT NULL,
  message TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (run_no, seq)
)${clustered};

CREATE TABLE left_out (
  run_no BIGINT NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  check_no BIGINT NOT NULL REFERENCES checks (check_no),
  quarantined SMALLINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run_no, seq)
);

CREATE TABLE objectives (
  run_no BIGINT NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  name TEXT NOT NULL,
  suite TEXT,
  target DOUBLE PRECISION NOT NULL,
  actual DOUBLE PRECISION NOT NULL,
  met SMALLINT NOT NULL,
  note TEXT,
  PRIMARY KEY (run_no, seq)
);

-- what is pushed and outlives the runs it was counted from: retention does not touch it
CREATE TABLE kept_groups (
  scope TEXT NOT NULL,
  suite TEXT NOT NULL,
  last_success_at BIGINT,
  PRIMARY KEY (scope, suite)
);
CREATE TABLE kept_runs (
  scope TEXT NOT NULL,
  suite TEXT NOT NULL,
  result TEXT NOT NULL,
  runs BIGINT NOT NULL,
  PRIMARY KEY (scope, suite, result)
);
CREATE TABLE kept_checks (
  scope TEXT NOT NULL,
  suite TEXT NOT NULL,
  check_id TEXT NOT NULL,
  last_success_at BIGINT NOT NULL,
  PRIMARY KEY (scope, suite, check_id)
);

-- how many tests a template had in its last complete run
CREATE TABLE templates (
  environment TEXT NOT NULL,
  shard TEXT NOT NULL,
  check_id TEXT NOT NULL,
  tests BIGINT NOT NULL,
  PRIMARY KEY (environment, shard, check_id)
);
