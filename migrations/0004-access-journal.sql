-- The standing facts a decision needs, and the journal. Every key begins with the space, so that the schema spreads.

create schema access;
grant usage on schema access to carnet_app;

-- The head row of a space. `epoch` grows with every change that a decision depends on; `policy_mac` authenticates the epoch
-- and all relation and block rows of the space together, so that none can be added, removed or put back by hand.
create table access.space (
  space_id   uuid        primary key,
  state      text        not null check (state in ('open', 'closed')),
  epoch      bigint      not null default 0,
  policy_mac bytea       not null,
  -- the last day on which the holder was told that something new arrived: one such notice a day
  noticed_on date,
  created_at timestamptz not null default now()
);

create table access.relation (
  space_id uuid        not null,
  -- a professional's or a facility's national identifier
  party_id text        not null,
  kind     text        not null check (kind in ('treating-doctor', 'care-team', 'author')),
  since    timestamptz not null,
  primary key (space_id, party_id, kind)
);

create table access.block (
  space_id uuid        not null,
  party_id text        not null,
  since    timestamptz not null,
  primary key (space_id, party_id)
);

-- Who has already looked once: the first look sends the holder a notice.
create table access.acquaintance (
  space_id uuid        not null,
  party_id text        not null,
  first_at timestamptz not null default now(),
  primary key (space_id, party_id)
);

grant select, insert, update, delete on all tables in schema access to carnet_app;

create schema journal;
grant usage on schema journal to carnet_app;

-- Head of each chain of a space. One chain per audience from the start: a gap in a number would betray a secret act.
create table journal.chain (
  space_id uuid   not null,
  audience text   not null check (audience in ('main', 'hidden-from-representatives', 'withheld-from-holder')),
  n        bigint not null default 0,
  hash     bytea  not null,
  primary key (space_id, audience)
) with (fillfactor = 70);

-- One row per act, permitted or refused. The body (who, why, on what) is sealed; `commitment` is HMAC-SHA-256(r, body) and
-- `hash` chains everything in the row, so that a verifier without keys can still replay the chain.
create table journal.entry (
  space_id       uuid        not null,
  audience       text        not null,
  n              bigint      not null,
  at             timestamptz not null,
  effect         text        not null check (effect in ('permit', 'refuse')),
  reach          text        not null check (reach in ('look', 'change')),
  act            text        not null,
  document_id    uuid,
  transaction_id xid8        not null,
  commitment     bytea       not null,
  body           bytea       not null,
  hash           bytea       not null,
  primary key (space_id, audience, n)
);
create index entry_transaction on journal.entry (transaction_id);

-- Spec: what `hash` covers, in this order; src/journal/hash.ts recomputes it and a test keeps both equal.
create function journal.entry_hash(e journal.entry, previous bytea) returns bytea
language sql immutable as $$
  select sha256(
    convert_to('carnet/journal/v1', 'UTF8') || '\x00'::bytea || uuid_send(e.space_id)
    || convert_to(e.audience, 'UTF8') || '\x00'::bytea || int8send(e.n)
    || int8send((extract(epoch from e.at) * 1000)::bigint)
    || convert_to(e.effect || '/' || e.reach || '/' || e.act, 'UTF8') || '\x00'::bytea
    || coalesce('\x01'::bytea || uuid_send(e.document_id), '\x00'::bytea)
    || int8send(e.transaction_id::text::bigint) || previous || e.commitment || sha256(e.body)
  )
$$;

-- What one act asks the journal to write.
create type journal.request as (
  space_id    uuid,
  audience    text,
  effect      text,
  reach       text,
  act         text,
  document_id uuid,
  commitment  bytea,
  body        bytea,
  -- the epoch the decision was made on; null for a refusal, which needs none
  epoch       bigint
);

-- Appends one entry and says where it stands. Locks the chain's head: looks and changes of one space line up here, so that
-- a block and a look that race are ordered, and the later one sees the earlier one's epoch.
-- Raises CN001 when the facts the decision rests on have changed meanwhile: the caller decides again.
create function journal.append(r journal.request) returns table (n bigint, at timestamptz, hash bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head  journal.chain;
  entry journal.entry;
  other uuid;
begin
  if r.effect = 'permit' then
    select e.space_id into other from journal.entry e
     where e.transaction_id = pg_current_xact_id() and e.at >= date_trunc('milliseconds', transaction_timestamp())
       and e.effect = 'permit' and e.space_id <> r.space_id limit 1;
    if found then
      raise exception 'one transaction visits one space' using errcode = 'CN002';
    end if;
  end if;
  insert into journal.chain (space_id, audience, n, hash)
    values (r.space_id, r.audience, 0,
            sha256(convert_to('carnet/journal/v1', 'UTF8') || '\x00'::bytea || uuid_send(r.space_id) || convert_to(r.audience, 'UTF8')))
    on conflict do nothing;
  select * into head from journal.chain c where c.space_id = r.space_id and c.audience = r.audience for update;
  if r.effect = 'permit' and r.epoch is distinct from (select s.epoch from access.space s where s.space_id = r.space_id) then
    raise exception 'the facts changed, decide again' using errcode = 'CN001';
  end if;
  entry := row(r.space_id, r.audience, head.n + 1, date_trunc('milliseconds', clock_timestamp()), r.effect, r.reach, r.act,
               r.document_id, pg_current_xact_id(), r.commitment, r.body, null);
  entry.hash := journal.entry_hash(entry, head.hash);
  insert into journal.entry select entry.*;
  update journal.chain c set n = entry.n, hash = entry.hash where c.space_id = r.space_id and c.audience = r.audience;
  return query select entry.n, entry.at, entry.hash;
end
$$;

-- The space this transaction may look into: the one it wrote a permitting entry for, or none. Its number alone would not do: in
-- a database restored into another cluster the same numbers come again, so the entry must also be as young as the transaction.
create function journal.visited() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.space_id from journal.entry e
   where e.transaction_id = pg_current_xact_id_if_assigned()
     and e.at >= date_trunc('milliseconds', transaction_timestamp()) and e.effect = 'permit' limit 1
$$;

-- The space this transaction may change.
create function journal.changed() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.space_id from journal.entry e
   where e.transaction_id = pg_current_xact_id_if_assigned()
     and e.at >= date_trunc('milliseconds', transaction_timestamp())
     and e.effect = 'permit' and e.reach = 'change' limit 1
$$;

create function journal.refuse_rewriting() returns trigger
language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'CN003';
end
$$;
create trigger append_only before update or delete on journal.entry
  for each row execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on journal.entry
  for each statement execute function journal.refuse_rewriting();

-- Readers of the journal are visitors too. The owner is not forced: its functions above must see the entries, and
-- `carnet journal verify` replays them; what the owner reads is sealed.
alter table journal.entry enable row level security;
create policy visited_space on journal.entry for select to carnet_app using (space_id = (select journal.visited()));
grant select on journal.entry to carnet_app;

revoke all on function journal.append(journal.request), journal.visited(), journal.changed() from public;
grant execute on function journal.append(journal.request), journal.visited(), journal.changed() to carnet_app;
