-- The care history: what insurers, pharmacies and laboratories tell of the care that somebody received, a line at a time. In clear: the day; of what
-- kind a line is and how it came to be known, as keyed hashes that are other ones in every space; who may not see it. Sealed: every word, who gave
-- the care, where the line comes from.
create table vault.care_line (
  space_id       uuid        not null,
  id             uuid        not null,
  statement_hash bytea       not null,
  kind_hash      bytea       not null,
  day            date        not null,
  hidden         boolean     not null default false,
  hidden_from_representatives boolean not null default false,
  entered_at     timestamptz not null,
  -- keyed hash of the feed and of its own name for the line: sent again it is the same line
  source_hash    bytea       not null,
  -- when the feed wrote it: what is older changes nothing
  written_at     timestamptz not null,
  -- taken back by its feed: shown to nobody, and empty; it stands so that an older message does not bring it again
  cancelled      boolean     not null default false,
  -- the correction that it came with from another space; withdrawn with it: shown to nobody, and gone with the next change
  brought_by     uuid,
  withdrawn      boolean     not null default false,
  details        bytea       not null,
  primary key (space_id, id)
);
alter table vault.care_line alter column details set storage external;
create unique index care_line_source on vault.care_line (space_id, source_hash);
create index care_line_newest on vault.care_line (space_id, day desc, id) where not cancelled and not withdrawn;

-- What a holder chose about the whole of it: whether professionals see it. Sealed as one.
create table vault.care_choice (
  space_id uuid  primary key,
  details  bytea not null
);

-- The space whose care history this transaction may take from.
create function journal.care_changed() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.space_id from journal.entry e
   where e.transaction_id = pg_current_xact_id_if_assigned()
     and e.at >= date_trunc('milliseconds', transaction_timestamp())
     and e.effect = 'permit' and e.reach = 'change' and e.act in ('bring-care', 'change-care') limit 1
$$;
revoke all on function journal.care_changed() from public;
grant execute on function journal.care_changed() to carnet_app;

alter table vault.care_line enable row level security;
alter table vault.care_line force row level security;
create policy visited_space on vault.care_line for select using (space_id = (select journal.visited()));
create policy added on vault.care_line for insert with check (space_id = (select journal.changed()));
create policy changed on vault.care_line for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy gone on vault.care_line for delete using (space_id = (select journal.care_changed()) and withdrawn);
create policy erased on vault.care_line for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.care_line to carnet_app;

alter table vault.care_choice enable row level security;
alter table vault.care_choice force row level security;
create policy visited_space on vault.care_choice for select using (space_id = (select journal.visited()));
create policy added on vault.care_choice for insert with check (space_id = (select journal.changed()));
create policy changed on vault.care_choice for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy erased on vault.care_choice for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.care_choice to carnet_app;

create trigger unwritten_added after insert on vault.care_line referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.care_line referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.care_line referencing old table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_added after insert on vault.care_choice referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.care_choice referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.care_choice referencing old table as touched
  for each statement execute function journal.note_unwritten();
