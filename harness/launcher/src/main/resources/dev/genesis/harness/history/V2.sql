-- Deployments, and the watch over each: its checkpoints with their evidence, its incidents, its verdict.
CREATE TABLE deployments (
  deployment_no ${identity},
  environment TEXT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  note TEXT NOT NULL
);
CREATE INDEX deployments_by_time ON deployments (environment, started_at);

-- watch_time: how far the watch's own clock had come; correction: what is wrong with the wall clock
CREATE TABLE watches (
  watch_no ${identity},
  environment TEXT NOT NULL,
  deployment TEXT NOT NULL,
  schedule TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  watch_time BIGINT NOT NULL,
  correction_millis BIGINT NOT NULL,
  rehearsal SMALLINT NOT NULL,
  ended_at BIGINT,
  verdict TEXT
);
CREATE INDEX watches_by_deployment ON watches (environment, deployment);

CREATE TABLE checkpoints (
  watch_no BIGINT NOT NULL REFERENCES watches (watch_no) ON DELETE CASCADE,
  name TEXT NOT NULL,
  seq BIGINT NOT NULL,
  state TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  run_id TEXT,
  evidence TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (watch_no, name)
);

CREATE TABLE incidents (
  watch_no BIGINT NOT NULL REFERENCES watches (watch_no) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  subject TEXT NOT NULL,
  priority TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  opened_by TEXT NOT NULL,
  closed_at BIGINT,
  closed_by TEXT,
  evidence TEXT NOT NULL,
  PRIMARY KEY (watch_no, seq)
);
