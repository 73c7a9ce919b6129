-- Who may know of a document: what its visibility says of the chain that an entry about it stands in.

-- Beside the way to a document, how its entries are to be written: the door must know before it writes, and the vault opens only
-- behind what was written. A row that says nothing is for everybody; so is an id that leads nowhere.
alter table directory.locator add column hidden_from_representatives boolean not null default false;
-- since when its holder is not to know of it; it opens by itself after the time that the law sets
alter table directory.locator add column withheld_since timestamptz;

-- Follows the visibility of a document, whichever way it changes: no writer can forget it.
create function vault.follow_visibility() returns trigger
language plpgsql as $$
begin
  insert into directory.locator as l (id, space_id, hidden_from_representatives, withheld_since)
  select id, new.space_id, new.hidden_from_representatives, case when new.withheld then new.deposited_at end
    from unnest(array[new.id, new.blob_id]) as given (id)
  on conflict (id) do update set hidden_from_representatives = excluded.hidden_from_representatives,
    withheld_since = excluded.withheld_since
    where (l.hidden_from_representatives, l.withheld_since)
      is distinct from (excluded.hidden_from_representatives, excluded.withheld_since);
  return null;
end
$$;
create trigger follow_visibility
  after insert or update of hidden_from_representatives, withheld, deposited_at on vault.document
  for each row execute function vault.follow_visibility();

-- What is there already. The vault shows rows only to visits; its owner steps aside for this one statement.
alter table vault.document no force row level security;
alter table vault.document disable row level security;
update directory.locator l
   set hidden_from_representatives = d.hidden_from_representatives,
       withheld_since = case when d.withheld then d.deposited_at end
  from vault.document d
 where l.id in (d.id, d.blob_id) and l.space_id = d.space_id and (d.hidden_from_representatives or d.withheld);
alter table vault.document enable row level security;
alter table vault.document force row level security;

-- Parents who said so before ties were sealed: each child's space is brought in line by the worker.
insert into platform.outbox (space_id, id, kind, payload, is_bulk)
select distinct r.person_id, gen_random_uuid(), 'representation-changed', jsonb_build_object('personId', r.person_id), true
  from (select distinct person_id from enrolment.representation where state = 'certified' or kind = 'guardian') r;

-- Who looked while a minor was seen alone has looked, and counts; but nobody was told, so that the next look that is told of is the first.
alter table access.acquaintance add column told boolean not null default true;
-- Till when a professional sees a minor alone: their word for one patient, which ends by itself.
alter table access.acquaintance add column secret_until timestamptz;
create or replace function access.meet(space uuid, notice uuid, parties text[], day text, allowed integer[], night text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.acquaintance as a (space_id, party_id, counted, told) values (space, parties[1], false, notice is not null)
    on conflict (space_id, party_id) do update set told = true where excluded.told and not a.told;
  if found and notice is not null then
    insert into platform.outbox (space_id, id, kind) values (space, notice, 'notice-first-look');
  end if;
  if day is null then
    return;
  end if;
  for i in 1 .. cardinality(parties) loop
    insert into access.acquaintance as a (space_id, party_id) values (space, parties[i])
      on conflict (space_id, party_id) do update set counted = true where not a.counted;
    if not found then
      continue;
    end if;
    perform access.count_one('new-persons', day, array[parties[i]], array[allowed[i]]);
    if night is not null then
      perform access.count_one('night-persons', night, array[parties[i]], '{}');
    end if;
  end loop;
end
$$;

-- A space has several chains by now and still one line before its journal: whichever chain an entry goes to, the head of the main one is
-- locked first. So no two visits ever wait for each other's chains, and a block still is ordered with a look that other eyes read of.
create or replace function journal.append(r journal.request) returns table (n bigint, at timestamptz, hash bytea)
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
  perform from journal.chain c where c.space_id = r.space_id and c.audience = 'main' for update;
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

-- A line of a history is in one of several chains: 12, or h3 in another.
alter table suspicion.access_case alter column line type text;

-- Entries of the main chain that no page shows any more to who represents a minor: of a deposit of which the minor keeps everything.
create table access.veil (
  space_id uuid   not null,
  n        bigint not null,
  primary key (space_id, n)
);
grant select, insert, update, delete on access.veil to carnet_app;
