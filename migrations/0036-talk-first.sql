-- What the holder, and each who represents them, wants to hear from their doctor first (rules EHDS-3): the kinds of result that they chose,
-- what they saw all the same, what a professional has talked with them about. It tells of a person's health: sealed as one.
create table vault.talk_first (
  space_id uuid  primary key,
  details  bytea not null
);
alter table vault.talk_first enable row level security;
alter table vault.talk_first force row level security;
create policy visited_space on vault.talk_first for select using (space_id = (select journal.visited()));
create policy added on vault.talk_first for insert with check (space_id = (select journal.changed()));
create policy changed on vault.talk_first for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy erased on vault.talk_first for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.talk_first to carnet_app;
create trigger unwritten_added after insert on vault.talk_first referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.talk_first referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.talk_first referencing old table as touched
  for each statement execute function journal.note_unwritten();
