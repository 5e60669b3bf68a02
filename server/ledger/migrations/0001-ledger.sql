-- What counts now. One row; every commit and withdrawal moves it inside its own transaction.
create table ledger_state (
  one boolean primary key default true check (one),
  published bigint not null default 0,
  committed_at timestamptz,
  secret_check text not null
);

-- Every number ever taken, by whom and why.
create table commits (
  seq bigint primary key,
  kind text not null check (kind in ('commit', 'withdraw', 'definition', 'purge')),
  batch_id text collate "C",
  datasets text[] not null default '{}',
  at timestamptz not null,
  actor text not null,
  role text not null,
  reason text,
  detail jsonb
);
create index commits_at on commits (at);

create table feeds (
  id text collate "C" primary key,
  title text not null,
  dataset text not null,
  owner text,
  unit text,
  namespace text not null,
  mode text not null check (mode in ('upsert', 'replace')),
  tree text not null,
  cadence jsonb,
  sample boolean not null,
  system boolean not null,
  registered_by text not null,
  registered_at timestamptz not null
);

create table batches (
  id text collate "C" primary key,
  dataset text not null,
  feed text collate "C" not null references feeds,
  state text not null,
  file jsonb,
  period text,
  extracted_at timestamptz,
  received_at timestamptz not null,
  received_by text not null,
  sample boolean not null,
  counts jsonb not null default '{}',
  issues jsonb not null default '[]',
  mapping jsonb not null default '[]',
  mapping_version text,
  dropped_columns jsonb not null default '[]',
  questions jsonb,
  problem jsonb,
  sheets jsonb not null default '[]',
  -- The days (and unit) for which a delivery that replaces speaks; empty for one that only adds.
  speaks_unit text,
  speaks_from date,
  speaks_to date,
  covers_to date,
  -- The state of the ledger that the verdicts in staging were found against.
  compared_seq bigint,
  compared_at timestamptz,
  seq bigint,
  committed_at timestamptz,
  withdrawn_seq bigint,
  reason text
);
create index batches_feed on batches (feed, seq);
create index batches_received on batches (received_at);
create index batches_state on batches (state) where state not in ('committed', 'withdrawn', 'discarded');

-- What a batch has in the staging table of each dataset it brings.
create table batch_datasets (
  batch_id text collate "C" not null references batches,
  dataset text not null,
  staged bigint not null default 0,
  fresh bigint not null default 0,
  changed bigint not null default 0,
  same bigint not null default 0,
  stale bigint not null default 0,
  gone bigint not null default 0,
  void bigint not null default 0,
  primary key (batch_id, dataset)
);

-- Answers already given, so that a repeated request is not done twice.
create table idempotency (
  key text collate "C" primary key,
  body_hash text not null,
  answer jsonb,
  done boolean not null default false,
  at timestamptz not null
);
create index idempotency_at on idempotency (at);
