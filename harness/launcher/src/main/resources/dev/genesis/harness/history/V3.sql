-- Retention: how much a run takes up, about, and runs by their end. Baselines: a yardstick is kept apart from the runs it
-- was taken from, so that retention does not take it away.
ALTER TABLE runs ADD COLUMN bytes BIGINT NOT NULL DEFAULT 0;
CREATE INDEX runs_by_end ON runs (finished_at);

CREATE TABLE baselines (
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  captured_at BIGINT NOT NULL,
  last_run_at BIGINT NOT NULL,
  runs BIGINT NOT NULL,
  PRIMARY KEY (environment, name)
);

-- durations of one check in microseconds, one per run, separated by blanks
CREATE TABLE baseline_samples (
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  check_id TEXT NOT NULL,
  micros TEXT NOT NULL,
  PRIMARY KEY (environment, name, check_id)
);

-- every request of the baseline's runs, as an encoded histogram
CREATE TABLE baseline_latencies (
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  service TEXT NOT NULL,
  histogram TEXT NOT NULL,
  PRIMARY KEY (environment, name, service)
);
