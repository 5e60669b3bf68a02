-- What was answered of a delivery, how its bytes were read, which answers came from memory, who asked for it to count.
alter table batches add column answers jsonb not null default '{}';
alter table batches add column format jsonb;
alter table batches add column remembered jsonb not null default '[]';
alter table batches add column approval jsonb;
alter table batches add column committed_by text;
-- Did the same bytes count before? Are those of an inbox still needed?
create index batches_bytes on batches ((file ->> 'sha256')) where file is not null;

-- A second person has to agree before a file of the feed counts.
alter table feeds add column needs_approval boolean not null default false;

-- What was said of files with these headers, for the feed's next one.
create table feed_memory (
  feed text collate "C" not null references feeds,
  fingerprint text collate "C" not null,
  answers jsonb not null,
  batch text collate "C" references batches,
  actor text not null,
  at timestamptz not null,
  primary key (feed, fingerprint)
);

-- Feeds that fetch their file themselves.
create table feed_pulls (
  feed text collate "C" primary key references feeds,
  url text not null,
  every_minutes integer not null check (every_minutes between 5 and 10080),
  enabled boolean not null,
  auto_commit boolean not null,
  etag text,
  modified text,
  sha256 text,
  last_at timestamptz,
  last_outcome text check (last_outcome in ('fetched', 'same', 'failed')),
  problem jsonb,
  last_batch text collate "C",
  failures integer not null default 0,
  next_at timestamptz,
  -- Until when the server that fetches it at this moment has it to itself.
  claimed_until timestamptz,
  actor text not null,
  changed_at timestamptz not null
);

-- Pushed rows that could not count; only cells of listed columns, never codes or persons.
create table quarantine (
  id text collate "C" primary key,
  feed text collate "C" not null references feeds,
  dataset text not null,
  unit text collate "C",
  at timestamptz not null,
  actor text not null,
  batch text collate "C",
  row_no integer not null,
  -- HMAC of the row's key and content, so that a row sent again is counted as a try of the same.
  mark bytea not null,
  -- HMAC of its key alone: when a row of that key counts, what waited is over. Empty where the row has no whole key.
  key_mark bytea,
  -- Its codes, encrypted, so that it can be tried again; gone once it is decided.
  sealed bytea,
  issues jsonb not null,
  cells jsonb not null,
  tries integer not null default 1,
  state text not null default 'waiting' check (state in ('waiting', 'counted', 'discarded')),
  decided_by text,
  decided_at timestamptz,
  unique (feed, mark)
);
create index quarantine_waiting on quarantine (feed, at) where state = 'waiting';
create index quarantine_decided on quarantine (decided_at) where state <> 'waiting';
