-- Health measurements: what a person, a device, an app or a professional measured. In clear: which measure it is, as a keyed hash that is
-- another one in every space; when; who may not see it; whose it is. Sealed: the numbers, where they come from, every word.
create table vault.measurement (
  space_id      uuid        not null,
  id            uuid        not null,
  kind_hash     bytea       not null,
  measured_at   timestamptz not null,
  hidden_from_representatives boolean not null default false,
  author_ids    text[]      not null default '{}',
  entered_at    timestamptz not null,
  -- keyed hash of measure, instant, numbers and source: the same thing sent twice is there once
  content_hash  bytea       not null,
  -- taken away; it can be put back for thirty days, then it goes with the next change
  deleted_at    timestamptz,
  -- the correction that it came with from another space
  brought_by    uuid,
  details       bytea       not null,
  primary key (space_id, id)
);
alter table vault.measurement alter column details set storage external;
create unique index measurement_content on vault.measurement (space_id, content_hash);
create index measurement_brought on vault.measurement (space_id, brought_by) where brought_by is not null;
create index measurement_newest on vault.measurement (space_id, kind_hash, measured_at desc, id);

-- What a holder chose about measurements: targets, what is pinned, what professionals do not see. Sealed as one.
create table vault.measurement_choice (
  space_id uuid  primary key,
  details  bytea not null
);

-- The space whose measurements this transaction may take away.
create function journal.measured_anew() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.space_id from journal.entry e
   where e.transaction_id = pg_current_xact_id_if_assigned()
     and e.at >= date_trunc('milliseconds', transaction_timestamp())
     and e.effect = 'permit' and e.reach = 'change' and e.act = 'change-measurements' limit 1
$$;
revoke all on function journal.measured_anew() from public;
grant execute on function journal.measured_anew() to carnet_app;

alter table vault.measurement enable row level security;
alter table vault.measurement force row level security;
create policy visited_space on vault.measurement for select using (space_id = (select journal.visited()));
create policy added on vault.measurement for insert with check (space_id = (select journal.changed()));
create policy changed on vault.measurement for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy gone on vault.measurement for delete using (space_id = (select journal.measured_anew())
  and deleted_at < now() - interval '30 days');
create policy erased on vault.measurement for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.measurement to carnet_app;

alter table vault.measurement_choice enable row level security;
alter table vault.measurement_choice force row level security;
create policy visited_space on vault.measurement_choice for select using (space_id = (select journal.visited()));
create policy added on vault.measurement_choice for insert with check (space_id = (select journal.changed()));
create policy changed on vault.measurement_choice for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy erased on vault.measurement_choice for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.measurement_choice to carnet_app;

create trigger unwritten_added after insert on vault.measurement referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.measurement referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.measurement referencing old table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_added after insert on vault.measurement_choice referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.measurement_choice referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.measurement_choice referencing old table as touched
  for each statement execute function journal.note_unwritten();
