-- The life of a space beyond "open": waiting for its opening, suspended, closed, erased. Who an identifier leads to. What stays
-- of a space that was erased.

-- waiting: founded because something arrived before the opening; it takes deposits and shows nothing to anybody.
-- erased: its keys are destroyed, its rows gone; the head row stays so that nobody else gets its id.
alter table access.space drop constraint space_state_check;
alter table access.space add constraint space_state_check
  check (state in ('waiting', 'open', 'suspended', 'closed', 'erased'));

-- Every national health identifier that leads to a space, by keyed hash: the present one and those it replaced (a provisional
-- one, that of a space merged into this one). A visitor who names an old number still finds the person.
create table directory.identifier (
  ins_hash bytea       primary key,
  space_id uuid        not null,
  since    timestamptz not null default now()
);
create index identifier_space on directory.identifier (space_id);
insert into directory.identifier (ins_hash, space_id, since) select ins_hash, space_id, created_at from directory.person;
alter table directory.person drop column ins_hash;
-- Who has a pivot identity is told by the register of insured persons from now on (0007).
drop table directory.pivot;
create index locator_space on directory.locator (space_id);
create index unique_id_locator_space on directory.unique_id_locator (space_id);
grant select, insert, update, delete on directory.identifier to carnet_app;

-- What stays of an erased space's chain: where it ended, signed with the journal's own key (Ed25519). The bodies of its entries
-- are gone for ever with the keys; the chain itself can still be replayed up to here.
create table journal.tombstone (
  space_id  uuid        not null,
  audience  text        not null,
  n         bigint      not null,
  hash      bytea       not null,
  at        timestamptz not null,
  -- the act that ended the space: erase-space, or oppose-space for one that never opened
  act       text        not null,
  signature bytea       not null check (octet_length(signature) = 64),
  primary key (space_id, audience)
);
create trigger append_only before update or delete on journal.tombstone
  for each row execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on journal.tombstone
  for each statement execute function journal.refuse_rewriting();
grant select, insert on journal.tombstone to carnet_app;

-- The space this transaction may erase: only behind an entry that says so.
create function journal.erased() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.space_id from journal.entry e
   where e.transaction_id = pg_current_xact_id_if_assigned()
     and e.at >= date_trunc('milliseconds', transaction_timestamp())
     and e.effect = 'permit' and e.reach = 'change' and e.act in ('erase-space', 'oppose-space') limit 1
$$;
revoke all on function journal.erased() from public;
grant execute on function journal.erased() to carnet_app;

do $$
declare
  t text;
begin
  foreach t in array array['document', 'submission', 'blob'] loop
    execute format('create policy erased on vault.%I for delete using (space_id = (select journal.erased()))', t);
    execute format('grant delete on vault.%I to carnet_app', t);
  end loop;
end
$$;
