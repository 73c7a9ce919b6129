-- The medical profile: what people say of their health, a line at a time. In clear: in which section a line stands, as a keyed hash that is
-- another one in every space; who may not see it. Sealed: every word, the dates, whose word it is.
create table vault.profile_line (
  space_id      uuid        not null,
  id            uuid        not null,
  section_hash  bytea       not null,
  hidden_from_representatives boolean not null default false,
  entered_at    timestamptz not null,
  -- keyed hash of what it says: the same line twice is there once
  content_hash  bytea       not null,
  -- taken away; it can be put back for thirty days, then it goes with the next change
  deleted_at    timestamptz,
  -- the correction that it came with from another space
  brought_by    uuid,
  details       bytea       not null,
  primary key (space_id, id)
);
alter table vault.profile_line alter column details set storage external;
create unique index profile_line_content on vault.profile_line (space_id, content_hash) where deleted_at is null;

-- What a holder chose about their profile: what professionals do not see, what their emergency card shows. Sealed as one.
create table vault.profile_choice (
  space_id uuid  primary key,
  details  bytea not null
);

-- The space whose profile this transaction may take from.
create function journal.profile_changed() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.space_id from journal.entry e
   where e.transaction_id = pg_current_xact_id_if_assigned()
     and e.at >= date_trunc('milliseconds', transaction_timestamp())
     and e.effect = 'permit' and e.reach = 'change' and e.act = 'change-profile' limit 1
$$;
revoke all on function journal.profile_changed() from public;
grant execute on function journal.profile_changed() to carnet_app;

alter table vault.profile_line enable row level security;
alter table vault.profile_line force row level security;
create policy visited_space on vault.profile_line for select using (space_id = (select journal.visited()));
create policy added on vault.profile_line for insert with check (space_id = (select journal.changed()));
create policy changed on vault.profile_line for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy gone on vault.profile_line for delete using (space_id = (select journal.profile_changed())
  and deleted_at < now() - interval '30 days');
create policy erased on vault.profile_line for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.profile_line to carnet_app;

alter table vault.profile_choice enable row level security;
alter table vault.profile_choice force row level security;
create policy visited_space on vault.profile_choice for select using (space_id = (select journal.visited()));
create policy added on vault.profile_choice for insert with check (space_id = (select journal.changed()));
create policy changed on vault.profile_choice for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy erased on vault.profile_choice for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.profile_choice to carnet_app;

create trigger unwritten_added after insert on vault.profile_line referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.profile_line referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.profile_line referencing old table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_added after insert on vault.profile_choice referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.profile_choice referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.profile_choice referencing old table as touched
  for each statement execute function journal.note_unwritten();
