-- The laboratory results that were read from the bytes of a document, once, when they came. They lie beside the bytes and have no
-- visibility of their own: a document shows its results or does not. Sealed: the lines. In clear: nothing but keyed hashes of the codes
-- that were measured, so that one value can be followed through a record without opening the rest.
create table vault.result (
  space_id uuid    not null,
  blob_id  uuid    not null,
  codes    bytea[] not null,
  details  bytea   not null,
  primary key (space_id, blob_id),
  foreign key (space_id, blob_id) references vault.blob (space_id, id) on delete cascade
);
-- Sealed bytes do not compress.
alter table vault.result alter column details set storage external;

alter table vault.result enable row level security;
alter table vault.result force row level security;
create policy visited_space on vault.result for select using (space_id = (select journal.visited()));
create policy added on vault.result for insert with check (space_id = (select journal.changed()));
-- What was read from an upload that nobody named in time goes with the next deposit.
create policy unclaimed on vault.result for delete using (space_id = (select journal.changed())
  and exists (select from vault.blob b where b.space_id = result.space_id and b.id = result.blob_id
    and b.staged and b.stored_at < now() - interval '25 hours'));
grant select, insert, delete on vault.result to carnet_app;

create trigger unwritten_added after insert on vault.result referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.result referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.result referencing old table as touched
  for each statement execute function journal.note_unwritten();
