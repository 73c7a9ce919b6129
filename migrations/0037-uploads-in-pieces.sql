-- Uploads that a person sends in pieces, so that a cut loses one piece at most. The pieces are objects uploaded ahead like any other, sealed
-- as they come; this says in which order, and how far it came. Sealed: the name of the file and what its sender says it is.
create table vault.upload (
  space_id     uuid        not null,
  id           uuid        not null,
  depositor_id text        not null,
  size         bigint      not null check (size > 0),
  received     bigint      not null default 0 check (received between 0 and size),
  pieces       uuid[]      not null default '{}',
  -- given up by its sender
  ended        boolean     not null default false,
  begun_at     timestamptz not null default now(),
  details      bytea       not null,
  primary key (space_id, id)
);
create index upload_begun on vault.upload (space_id, depositor_id, begun_at);

alter table vault.upload enable row level security;
alter table vault.upload force row level security;
create policy visited_space on vault.upload for select using (space_id = (select journal.visited()));
create policy added on vault.upload for insert with check (space_id = (select journal.changed()));
create policy changed on vault.upload for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
-- What was not finished in time goes when the next one begins, like its pieces.
create policy unclaimed on vault.upload for delete using (space_id = (select journal.changed()) and begun_at < now() - interval '25 hours');
create policy erased on vault.upload for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.upload to carnet_app;

create trigger unwritten_added after insert on vault.upload referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.upload referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.upload referencing old table as touched
  for each statement execute function journal.note_unwritten();
