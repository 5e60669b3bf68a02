-- People. A user name is never given to another person: it stands in commits and in the audit.
create table people (
  id text collate "C" primary key,
  user_name text collate "C" not null unique,
  name text not null,
  role text not null check (role in ('leader', 'analyst', 'officer', 'operator')),
  unit text collate "C",
  -- Argon2id in PHC form; null for people of the single sign-on and for those who were only invited.
  password_hash text,
  password_changed_at timestamptz,
  -- The shared secret of the second factor, sealed; counts once it is confirmed.
  totp_sealed bytea,
  totp_confirmed_at timestamptz,
  -- The last time step that was taken: no code works twice.
  totp_step bigint,
  -- The secret that is offered next, sealed: the one in force goes on until this one is confirmed.
  totp_offered bytea,
  totp_offered_at timestamptz,
  -- SHA-256 of the codes that are left.
  recovery text[] not null default '{}',
  oidc_issuer text,
  oidc_subject text,
  break_glass boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  disabled_at timestamptz,
  seen_at timestamptz,
  unique (oidc_issuer, oidc_subject)
);

-- Tokens that work once, kept as SHA-256: links that sign a browser in (role) and invitations (person).
create table links (
  hash text collate "C" primary key,
  kind text not null check (kind in ('sign-in', 'invitation')),
  role text,
  person text collate "C" references people,
  until timestamptz not null,
  used_at timestamptz
);

-- Signed-in browsers; `id` is the SHA-256 of what the cookie holds.
create table sessions (
  id text collate "C" primary key,
  person text collate "C" references people,
  role text not null,
  how text not null check (how in ('password', 'oidc', 'link', 'setup')),
  needs text,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  stepped_up_until timestamptz,
  ip text not null,
  agent text not null default '',
  ended_at timestamptz
);
create index sessions_person on sessions (person) where ended_at is null;
create index sessions_ends on sessions (ends_at);

-- Failed sign-ins, by what they are counted for: `user <name>`, `net <network>`.
create table sign_in_failures (
  subject text collate "C" not null,
  at timestamptz not null
);
create index sign_in_failures_subject on sign_in_failures (subject, at);

-- Keys of other systems; the key itself is not kept.
create table api_keys (
  id text collate "C" primary key,
  title text not null,
  prefix text collate "C" not null unique,
  hash text collate "C" not null unique,
  rights text[] not null,
  feed text collate "C" references feeds,
  unit text collate "C",
  ranges text[] not null default '{}',
  created_by text not null,
  created_at timestamptz not null,
  ends_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- Wall displays that ask to be let in; `ticket` and `code` as SHA-256.
create table pairings (
  ticket text collate "C" primary key,
  code text collate "C" not null unique,
  until timestamptz not null,
  ip text not null,
  screen text collate "C"
);

create table screens (
  id text collate "C" primary key,
  title text not null,
  unit text collate "C",
  is_public boolean not null,
  ranges text[] not null default '{}',
  -- SHA-256 of the token in force, and of the one before it, which works on for a while after a rotation.
  token text collate "C" unique,
  token_before text collate "C",
  before_until timestamptz,
  rotated_at timestamptz not null,
  approved_by text not null,
  approved_at timestamptz not null,
  seen_at timestamptz,
  seen_ip text,
  revoked_at timestamptz
);

-- What was chosen for the installation: `home` = its unit.
create table settings (
  name text collate "C" primary key,
  value jsonb not null,
  at timestamptz not null,
  actor text not null
);

-- Moves with everything that changes somebody's rights, so that every server forgets what it remembered of them.
create table rights_state (
  one boolean primary key default true check (one),
  version bigint not null default 0
);
insert into rights_state default values;

-- Append-only and chained: `hash` covers the line and the hash of the line before.
create table audit (
  id bigint primary key,
  at timestamptz not null,
  action text not null,
  actor text not null,
  role text not null,
  unit text collate "C",
  object_kind text,
  object_id text collate "C",
  ip text,
  request text,
  reason text,
  detail jsonb not null default '{}',
  hash text collate "C" not null
);
create index audit_at on audit (at);
create index audit_actor on audit (actor, id);
create index audit_action on audit (action, id);
create index audit_object on audit (object_kind, object_id);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger audit_keeps before update or delete on audit for each row execute function audit_is_append_only();
create trigger audit_keeps_all before truncate on audit execute function audit_is_append_only();

-- Waits until the audit is its caller's until the end of the transaction, and only then looks for the last line.
create function audit_head() returns table (id bigint, at timestamptz, hash text) language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(7604004);
  return query select a.id, a.at, a.hash from audit a order by a.id desc limit 1;
end $$;

-- Rows whose identity was erased because their time was over; the figures stay.
create table purges (
  seq bigint primary key,
  dataset text not null,
  before date not null,
  rows bigint not null,
  codes bigint not null,
  at timestamptz not null,
  actor text not null,
  reason text not null
);

-- A unit below the feed's, of which alone the sender of a delivery may speak: a key can be narrower than its feed.
alter table batches add column within text collate "C";
