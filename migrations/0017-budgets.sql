-- How many persons somebody meets, what looks unusual, who is held back until somebody decides; and the notices a holder chooses.

-- Who looked in an emergency, or only at what they wrote themselves, is known to the holder and has spent nothing yet.
alter table access.acquaintance add column counted boolean not null default true;

-- What a professional or a facility did, counted: no person, no space, so that it is a row of its own wherever the spaces lie.
-- new-persons and new-consents count a civil day (2026-11-22) and have a measure; the others an hour (2026-11-22T09), for the rules
-- that look for what is unusual (data/access/suspicions.json).
create table access.tally (
  party_id   text        not null,
  kind       text        not null check (kind in ('new-persons', 'new-consents', 'refusals', 'night-persons', 'consents')),
  period     text        not null,
  n          integer     not null,
  is_facility boolean    not null,
  counted_at timestamptz not null default now(),
  primary key (party_id, kind, period)
);
create index tally_by_age on access.tally (counted_at);

-- Who meets nobody new until a member of the staff decides.
create table access.hold (
  party_id text        primary key,
  since    timestamptz not null default now()
);
grant select, insert, update, delete on access.tally, access.hold to carnet_app;

-- Counts one for a professional and then for their facility (always in this order: two who count at once wait, and never for each
-- other). Raises CN001, decide again, where one of them had nothing left: the row's lock makes that exact, however many come at once.
create function access.count_one(kind text, period text, parties text[], allowed integer[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  counted integer;
begin
  for i in 1 .. cardinality(count_one.parties) loop
    insert into access.tally as t (party_id, kind, period, n, is_facility)
      values (count_one.parties[i], count_one.kind, count_one.period, 1, i > 1)
      on conflict (party_id, kind, period) do update set n = t.n + 1, counted_at = now()
      returning t.n into counted;
    if counted > count_one.allowed[i] then
      raise exception 'nothing is left, decide again' using errcode = 'CN001';
    end if;
  end loop;
end
$$;

-- Notes that the first of these parties has now looked into a space, and queues the notice to its holder the first time. With a day,
-- the look is one that counts: whoever of them meets the space for the first time so has one less left; by night, in that hour too.
create function access.meet(space uuid, notice uuid, parties text[], day text, allowed integer[], night text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.acquaintance (space_id, party_id, counted) values (space, parties[1], false) on conflict do nothing;
  if found then
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
revoke all on function access.count_one(text, text, text[], integer[]),
  access.meet(uuid, uuid, text[], text, integer[], text) from public;
grant execute on function access.count_one(text, text, text[], integer[]),
  access.meet(uuid, uuid, text[], text, integer[], text) to carnet_app;

-- Notices of deposits as the holder chooses; of first looks and emergencies there is no choice (rules ACC-22, ACC-24).
alter table access.space add column deposit_notices text not null default 'daily'
  check (deposit_notices in ('each', 'daily', 'never'));

-- Accesses that somebody should look at: a holder does not recognise one, or a rule finds a pattern. Who looked, when, why it is here;
-- nothing that a space holds.
create schema suspicion;
grant usage on schema suspicion to carnet_app;
create table suspicion.access_case (
  id          uuid        primary key,
  -- holder, or the kind of tally that a rule found
  source      text        not null check (source in ('holder', 'refusals', 'night-persons', 'consents')),
  -- of a holder's report: whose, which line of their history, when it was
  space_id    uuid,
  line        bigint,
  seen_at     timestamptz,
  -- a code of data/access/suspicions.json
  reason      text,
  -- of a rule's finding: how many in the hour
  counted     integer,
  party_id    text        not null,
  party_name  text        not null,
  profession  text,
  facility    text,
  opened_at   timestamptz not null,
  due_on      date        not null,
  outcome     text,
  answered_at timestamptz,
  answered_by text,
  check ((outcome is null) = (answered_at is null) and (outcome is null) = (answered_by is null)),
  check ((source = 'holder') = (reason is not null))
);
-- One open case of a holder about somebody: reported twice is the same as once.
create unique index case_of_holder on suspicion.access_case (space_id, party_id) where outcome is null and space_id is not null;
create index case_by_space on suspicion.access_case (space_id);
create index case_queue on suspicion.access_case (due_on) where outcome is null;
grant select, insert, update, delete on suspicion.access_case to carnet_app;
