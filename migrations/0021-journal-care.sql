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

-- Where a chain begins, once lines before have been taken away after their time: the number, hash and instant of the last of them.
-- Signed with the journal's own key; how: docs/decisions/0005-journal-format.md.
create table journal.pruned (
  space_id  uuid        not null,
  audience  text        not null,
  n         bigint      not null,
  hash      bytea       not null check (length(hash) = 32),
  last_at   timestamptz not null,
  pruned_at timestamptz not null,
  signature bytea       not null,
  primary key (space_id, audience)
);
-- Entries come in the order of time: a few pages tell where the old ones are.
create index entry_by_age on journal.entry using brin (at);

-- An entry goes only behind such a stone, with its place in the public log, and never younger than three years, whoever asks.
-- Law: EHDS article 9.
create function journal.refuse_early_delete() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '3 years'
    and exists (select from journal.pruned p
                 where p.space_id = old.space_id and p.audience = old.audience and old.n <= p.n)
    and exists (select from journal.log_leaf l
                 where l.space_id = old.space_id and l.audience = old.audience and l.n = old.n) then
    return old;
  end if;
  raise exception 'the journal is append-only' using errcode = 'CN003';
end
$$;
drop trigger append_only on journal.entry;
create trigger append_only before update or delete on journal.entry
  for each row execute function journal.refuse_early_delete();

-- What may go: of so many chains the first entries, a thousand at most, as long as each is older than an instant and in the log.
-- The last of them, in each chain.
create function journal.prunable(before timestamptz, most integer)
returns table (space_id uuid, audience text, n bigint, hash bytea, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct on (c.space_id, c.audience) c.space_id, c.audience, e.n, e.hash, e.at
    from (select distinct o.space_id, o.audience from journal.entry o where o.at < prunable.before limit prunable.most) c
    cross join lateral (
      select f.n, f.hash, f.at, bool_and(f.at < prunable.before and l.index is not null) over (order by f.n) as goes
        from (select * from journal.entry x where x.space_id = c.space_id and x.audience = c.audience order by x.n limit 1000) f
        left join journal.log_leaf l on (l.space_id, l.audience, l.n) = (f.space_id, f.audience, f.n)
    ) e
   where e.goes
   order by c.space_id, c.audience, e.n desc
$$;

-- Sets the stone and takes away what lies before it, together. Gives how many went; none where another worker was there first.
create function journal.prune(stone journal.pruned) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone integer;
begin
  perform from journal.entry e
    where (e.space_id, e.audience, e.n, e.hash) = (stone.space_id, stone.audience, stone.n, stone.hash)
      and e.at = stone.last_at for update;
  if not found then
    return 0;
  end if;
  insert into journal.pruned values (stone.*)
    on conflict (space_id, audience) do update
      set n = excluded.n, hash = excluded.hash, last_at = excluded.last_at,
          pruned_at = excluded.pruned_at, signature = excluded.signature;
  delete from journal.entry e where e.space_id = stone.space_id and e.audience = stone.audience and e.n <= stone.n;
  get diagnostics gone = row_count;
  return gone;
end
$$;

alter table journal.pruned enable row level security;
create policy visited_space on journal.pruned for select to carnet_app using (space_id = (select journal.visited()));
grant select on journal.pruned to carnet_app;
revoke all on function journal.refuse_early_delete(), journal.prunable(timestamptz, integer), journal.prune(journal.pruned) from public;
grant execute on function journal.prunable(timestamptz, integer), journal.prune(journal.pruned) to carnet_app;

-- Who may cosign: a name and the key of a C2SP cosignature, as the operator took it from them.
create table journal.witness (
  name     text        primary key,
  key      text        not null unique,
  since    timestamptz not null default now()
);
-- That a witness saw a checkpoint, and all before it in it. `line` is a line of a signed note, with the time it tells.
create table journal.cosignature (
  size    bigint      not null references journal.log_checkpoint (size),
  witness text        not null references journal.witness (name),
  line    text        not null,
  at      timestamptz not null,
  primary key (size, witness)
);
create trigger append_only before update or delete on journal.cosignature
  for each row execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on journal.cosignature
  for each statement execute function journal.refuse_rewriting();
grant select, insert on journal.witness to carnet_app;
grant select, insert on journal.cosignature to carnet_app;

-- Where the journal and what happened do not agree, or its proofs were late. A number, a kind, a table: nothing that a space holds.
create table journal.gap (
  id           bigint      generated always as identity primary key,
  -- write-without-entry: rows of the vault were written and no entry of their space permitted it. log-late: entries waited too long for
  -- the public log. table-read: a whole table of the vault was read, which no visit does. counts-reset: the database's own counts began anew
  kind         text        not null check (kind in ('write-without-entry', 'log-late', 'table-read', 'counts-reset')),
  space_id     uuid,
  what         text        not null,
  began_at     timestamptz not null default now(),
  ended_at     timestamptz,
  explanation  text,
  explained_at timestamptz,
  check ((explanation is null) = (explained_at is null)),
  check ((kind = 'write-without-entry') = (space_id is not null))
);
create unique index gap_late on journal.gap (kind) where kind = 'log-late' and ended_at is null;
create index gap_open on journal.gap (kind) where explained_at is null;
create index gap_of_space on journal.gap (space_id) where space_id is not null;
alter table journal.gap enable row level security;
create policy own_or_common on journal.gap for select to carnet_app
  using (space_id is null or space_id = (select journal.visited()));
create policy common_added on journal.gap for insert to carnet_app with check (space_id is null);
create policy common_ended on journal.gap for update to carnet_app using (space_id is null) with check (space_id is null);
grant select, insert, update (ended_at) on journal.gap to carnet_app;

-- The third lock stops the application; this tells of everybody else who writes into the vault, a superuser too, unless they also take
-- the triggers away.
create function journal.note_unwritten() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into journal.gap (kind, space_id, what)
    select distinct 'write-without-entry', t.space_id, tg_table_name
      from touched t where t.space_id is distinct from (select journal.changed());
  return null;
end
$$;
revoke all on function journal.note_unwritten() from public;
do $$
declare
  t text;
begin
  foreach t in array array['document', 'submission', 'blob', 'transfer', 'legacy_history'] loop
    execute format('create trigger unwritten_added after insert on vault.%I referencing new table as touched
      for each statement execute function journal.note_unwritten()', t);
    execute format('create trigger unwritten_changed after update on vault.%I referencing new table as touched
      for each statement execute function journal.note_unwritten()', t);
    execute format('create trigger unwritten_gone after delete on vault.%I referencing old table as touched
      for each statement execute function journal.note_unwritten()', t);
  end loop;
end
$$;

-- What the database had counted of whole-table reads of the vault when it was last looked at.
create table journal.read_count (
  table_name text        primary key,
  rows_read  bigint      not null,
  at         timestamptz not null default now()
);
grant select, insert, update on journal.read_count to carnet_app;

-- Since when the oldest entry waits for the public log; null while none does.
create function journal.waiting_since() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select min(at) from journal.unsequenced
$$;
-- How many gaps nobody has explained, whosesoever; a delay since before an instant is one, also where no worker runs to note it.
create function journal.count_gaps(late_since timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (select count(*) from journal.gap where explained_at is null)
    + (select count(*) from (select min(at) as since from journal.unsequenced) w
        where w.since < count_gaps.late_since
          and not exists (select from journal.gap where kind = 'log-late' and ended_at is null))
$$;
revoke all on function journal.waiting_since(), journal.count_gaps(timestamptz) from public;
grant execute on function journal.waiting_since(), journal.count_gaps(timestamptz) to carnet_app;
