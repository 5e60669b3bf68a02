-- How a feed's system counts a result without a due date. Each row keeps what held when it came in.
alter table feeds add column no_due_date text not null default 'unclassified'
  check (no_due_date in ('unclassified', 'onTime'));

-- Who registered or changed a feed, when, and how it stood before and after.
create table feed_changes (
  feed text collate "C" not null references feeds,
  at timestamptz not null,
  actor text not null,
  role text not null,
  reason text,
  before jsonb,
  after jsonb not null
);
create index feed_changes_feed on feed_changes (feed, at);
