-- The life of documents in a space: how their holder arranges them, and what becomes of one that is not theirs.

-- The holder disputes it: till that is settled it is there for them and its author alone (rules DOC-15).
alter table vault.document add column quarantined boolean not null default false;

-- Folders, what lies in them, and what is pinned: private to the holder (rules DOC-13, DOC-14). The name of a folder tells of a person's
-- health: everything is sealed as one, so that not even their number is told.
create table vault.arrangement (
  space_id uuid  primary key,
  details  bytea not null
);
alter table vault.arrangement enable row level security;
alter table vault.arrangement force row level security;
create policy visited_space on vault.arrangement for select using (space_id = (select journal.visited()));
create policy added on vault.arrangement for insert with check (space_id = (select journal.changed()));
create policy changed on vault.arrangement for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()));
create policy erased on vault.arrangement for delete using (space_id = (select journal.erased()));
grant select, insert, update, delete on vault.arrangement to carnet_app;
create trigger unwritten_added after insert on vault.arrangement referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_changed after update on vault.arrangement referencing new table as touched
  for each statement execute function journal.note_unwritten();
create trigger unwritten_gone after delete on vault.arrangement referencing old table as touched
  for each statement execute function journal.note_unwritten();

-- Cases about documents that are not their holder's, or wrong: opened by the holder, or by the author who finds out first. Nothing of what
-- a document holds; who deposited, what was written about it and who had opened it are sealed with the key of the space.
create schema dispute;
grant usage on schema dispute to carnet_app;
create table dispute.dispute_case (
  space_id    uuid        not null,
  id          uuid        not null,
  document_id uuid        not null,
  kind        text        not null check (kind in ('not-mine', 'wrong', 'recalled')),
  -- the persons and places that may answer: those who wrote or deposited it
  party_ids   text[]      not null,
  details     bytea       not null,
  opened_at   timestamptz not null,
  due_on      date        not null,
  -- asked, answered by its author that it stays; then: withdrawn (it left the space), kept, taken back by the holder
  state       text        not null check (state in ('asked', 'answered', 'withdrawn', 'kept', 'taken-back')),
  closed_at   timestamptz,
  closed_by   text,
  primary key (space_id, id),
  check ((state in ('asked', 'answered')) = (closed_at is null))
);
create unique index dispute_once on dispute.dispute_case (space_id, document_id) where closed_at is null;
create index dispute_id on dispute.dispute_case (id);
create index dispute_party on dispute.dispute_case using gin (party_ids);
create index dispute_queue on dispute.dispute_case (due_on) where closed_at is null;
grant select, insert, update, delete on dispute.dispute_case to carnet_app;
