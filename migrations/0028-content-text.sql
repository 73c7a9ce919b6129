-- The text of a document's content, read from its bytes once, so that a document can be found by a word in it. It lies beside the bytes,
-- goes with them, and has no visibility of its own: a document is found or is not. Everything is sealed: no word, no hash of a word, no
-- count of words stands in clear, and nothing is kept over several documents. A row without text: read, and nothing in it to read.
create table vault.content_text (
  space_id uuid  not null,
  blob_id  uuid  not null,
  details  bytea not null,
  primary key (space_id, blob_id),
  foreign key (space_id, blob_id) references vault.blob (space_id, id) on delete cascade
);
-- Sealed bytes do not compress, and a search opens every row of a space: they stay in the row, not aside, up to 8 KB.
alter table vault.content_text alter column details set storage external;
alter table vault.content_text set (toast_tuple_target = 8160);

alter table vault.content_text enable row level security;
alter table vault.content_text force row level security;
create policy visited_space on vault.content_text for select using (space_id = (select journal.visited()));
create policy added on vault.content_text for insert with check (space_id = (select journal.changed()));
-- What was read from an upload that nobody named in time goes with the next deposit.
create policy unclaimed on vault.content_text for delete using (space_id = (select journal.changed())
  and exists (select from vault.blob b where b.space_id = content_text.space_id and b.id = content_text.blob_id
    and b.staged and b.stored_at < now() - interval '25 hours'));
grant select, insert, delete on vault.content_text to carnet_app;

create trigger unwritten_added after insert on vault.content_text referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.content_text referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.content_text referencing old table as touched
  for each statement execute function journal.note_unwritten();
