-- The public log of the journal: an RFC 6962 tree over the hashes of all entries of all chains, in the order in which they were
-- taken in. It holds hashes only. How it is written: src/journal/log; why so: docs/decisions/0018-a-public-log.md.

-- Entries that wait for their place in the log. A row comes with its entry, in the same transaction, and is seen when that one
-- commits: whoever commits late is taken in late, and nobody is skipped.
create table journal.unsequenced (
  at       timestamptz not null,
  space_id uuid        not null,
  audience text        not null,
  n        bigint      not null,
  primary key (at, space_id, audience, n)
);

create function journal.await_sequencing() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into journal.unsequenced (at, space_id, audience, n) values (new.at, new.space_id, new.audience, new.n);
  return null;
end
$$;
create trigger await_sequencing after insert on journal.entry
  for each row execute function journal.await_sequencing();

-- What was written before there was a log is its beginning.
insert into journal.unsequenced (at, space_id, audience, n) select at, space_id, audience, n from journal.entry;

-- The leaves: which entry stands at which index. `hash` is the entry's, and what the leaf is made of.
create table journal.log_leaf (
  index    bigint primary key,
  space_id uuid   not null,
  audience text   not null,
  n        bigint not null,
  hash     bytea  not null check (length(hash) = 32),
  unique (space_id, audience, n)
);

-- Spec: C2SP tlog-tiles, 256 hashes a tile at most, 32 bytes each; a tile grows and is never rewritten. Level -1 holds the
-- entries themselves, which are the hashes of the journal's entries.
create table journal.log_tile (
  level  smallint not null check (level between -1 and 63),
  n      bigint   not null check (n >= 0),
  hashes bytea    not null check (length(hashes) % 32 = 0 and length(hashes) between 32 and 8192),
  primary key (level, n)
);

-- Spec: C2SP tlog-checkpoint in a signed note, one for each size that was ever told.
create table journal.log_checkpoint (
  size bigint      primary key check (size > 0),
  at   timestamptz not null default now(),
  note text        not null
);

create function journal.refuse_rewriting_tile() returns trigger
language plpgsql as $$
begin
  if new.level <> old.level or new.n <> old.n or substr(new.hashes, 1, length(old.hashes)) <> old.hashes then
    raise exception 'the log is append-only' using errcode = 'CN003';
  end if;
  return new;
end
$$;
create trigger tile_grows before update on journal.log_tile
  for each row execute function journal.refuse_rewriting_tile();
create trigger append_only before delete on journal.log_tile
  for each row execute function journal.refuse_rewriting();
create trigger append_only before update or delete on journal.log_checkpoint
  for each row execute function journal.refuse_rewriting();
create trigger append_only before update or delete on journal.log_leaf
  for each row execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on journal.log_tile
  for each statement execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on journal.log_checkpoint
  for each statement execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on journal.log_leaf
  for each statement execute function journal.refuse_rewriting();

-- Gives the next entries their places, and says what they hash to; nothing while another session does it in a transaction of its
-- own. The lock is taken before anything is read: each statement here sees what the leader before has committed.
create function journal.sequence_entries(most integer) returns table (index bigint, hash bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  size bigint;
begin
  if not pg_try_advisory_xact_lock(7265233) then
    return;
  end if;
  select coalesce(max(l.index) + 1, 0) into size from journal.log_leaf l;
  return query
    with taken as materialized (
      select u.at, u.space_id, u.audience, u.n, e.hash
        from journal.unsequenced u
        join journal.entry e on (e.space_id, e.audience, e.n) = (u.space_id, u.audience, u.n)
       order by u.at, u.space_id, u.audience, u.n limit most
    ), gone as (
      delete from journal.unsequenced u using taken t
       where (u.at, u.space_id, u.audience, u.n) = (t.at, t.space_id, t.audience, t.n)
    ), placed as (
      insert into journal.log_leaf as l (index, space_id, audience, n, hash)
      select size - 1 + row_number() over (order by t.at, t.space_id, t.audience, t.n), t.space_id, t.audience, t.n, t.hash
        from taken t
      returning l.index, l.hash
    )
    select p.index, p.hash from placed p order by p.index;
end
$$;

-- Which entry stands where is known inside a visit only, as the entries themselves are.
alter table journal.log_leaf enable row level security;
create policy visited_space on journal.log_leaf for select to carnet_app using (space_id = (select journal.visited()));
grant select on journal.log_leaf to carnet_app;
grant select, insert, update on journal.log_tile to carnet_app;
grant select, insert on journal.log_checkpoint to carnet_app;

revoke all on function journal.sequence_entries(integer), journal.await_sequencing() from public;
grant execute on function journal.sequence_entries(integer) to carnet_app;
