-- The journal over the years: keys of the public log that follow each other, lines taken away after their time, witnesses who
-- cosign, and a monitor that compares what changed with what was written down.

-- Keys of the public log after the first one, which is `log-signing`. The handover names both keys and is signed by both, so that
-- whoever has pinned the one comes to trust the other.
create table journal.log_key (
  n        integer     primary key check (n > 1),
  -- which of the service's keys, in keys.system_key
  purpose  text        not null unique,
  handover text        not null,
  at       timestamptz not null default now()
);
create trigger append_only before update or delete on journal.log_key
  for each row execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on journal.log_key
  for each statement execute function journal.refuse_rewriting();
grant select, insert on journal.log_key to carnet_app;
