-- Older records moved in, and identities that change: what was corrected, on whose word, and how it is taken back.

-- Who this person turned out to be: set while the state is merged.
alter table enrolment.person add column merged_into uuid;
create index person_merged on enrolment.person (merged_into) where merged_into is not null;

-- One correction of an identity. Asked by one member of the staff, confirmed by another. It runs in steps, each a transaction, so
-- that whatever stops it, it goes on from there; and it can be taken back until `reversible_until`.
create table enrolment.correction (
  id               uuid        primary key,
  -- the order in which they were written: the latest is taken back first
  n                bigint      generated always as identity,
  kind             text        not null check (kind in ('traits', 'identifier', 'merge', 'split')),
  -- whom it touches; for a merge the survivor first, for a split the person who hands over first
  person_ids       uuid[]      not null,
  asked_by         text        not null,
  confirmed_by     text        not null,
  at               timestamptz not null,
  state            text        not null check (state in ('running', 'done', 'undoing', 'undone')),
  -- the last step that is written
  step             text        not null,
  reversible_until timestamptz not null,
  updated_at       timestamptz not null,
  undone_at        timestamptz,
  -- ids, keyed hashes and codes: what an undo puts back; never a name or a number of a person
  detail           jsonb       not null default '{}',
  -- the person's sealed identity before it was corrected
  sealed           bytea
);
create index correction_person on enrolment.correction using gin (person_ids);
create index correction_open on enrolment.correction (updated_at) where state in ('running', 'undoing');

-- How far the import of one older record is, by the hash of its list of documents: an interrupted import goes on behind `line`.
create table enrolment.legacy_record (
  sha256     bytea       primary key,
  name       text        not null,
  line       bigint      not null default 0,
  stored     bigint      not null default 0,
  present    bigint      not null default 0,
  rejected   bigint      not null default 0,
  done       boolean     not null default false,
  -- an import ended with lines of it kept out: the next one looks at them again
  retry      boolean     not null default false,
  updated_at timestamptz not null
);
create table enrolment.legacy_flaw (
  sha256 bytea   not null,
  line   bigint  not null,
  field  text    not null,
  reason text    not null,
  detail jsonb   not null default '{}',
  primary key (sha256, line)
);
grant select, insert, update, delete on enrolment.correction, enrolment.legacy_record, enrolment.legacy_flaw to carnet_app;

-- A row that stands for a document which is now elsewhere: handed over to another space, or a copy that was taken back. It is
-- entered-in-error besides, so that nobody reads it here.
alter table vault.document add column away boolean not null default false;
-- Where the same document comes back under another id, the row that is away steps aside: the keyed hash of its unique id as it was.
alter table vault.document add column aside_hash bytea;

-- Which documents a correction brought into a space (taken) or took out of it (handed), and what stood here before.
create table vault.transfer (
  space_id      uuid        not null,
  correction_id uuid        not null,
  document_id   uuid        not null,
  kind          text        not null check (kind in ('taken', 'handed')),
  -- the document's id in the space it came from
  source_id     uuid        not null,
  -- null for a row that the correction made
  status_before text,
  -- the row of this space that gave up its unique id for this one
  aside_id      uuid,
  undone        boolean     not null default false,
  at            timestamptz not null default now(),
  primary key (space_id, correction_id, document_id, kind)
);

-- Accesses of a time before this space's own journal: those of an older record, those of a space merged into this one. The journal
-- cannot be dated back; they are kept beside it, sealed. Each row holds some of them, `at` the newest.
create table vault.legacy_history (
  space_id      uuid        not null,
  id            uuid        not null,
  at            timestamptz not null,
  origin        text        not null check (origin in ('legacy', 'merged')),
  correction_id uuid,
  withdrawn     boolean     not null default false,
  sealed        bytea       not null,
  primary key (space_id, id)
);
create index legacy_history_newest on vault.legacy_history (space_id, at desc);

do $$
declare
  t text;
begin
  foreach t in array array['transfer', 'legacy_history'] loop
    execute format('alter table vault.%I enable row level security', t);
    execute format('alter table vault.%I force row level security', t);
    execute format('create policy visited_space on vault.%I for select using (space_id = (select journal.visited()))', t);
    execute format('create policy added on vault.%I for insert with check (space_id = (select journal.changed()))', t);
    execute format('create policy changed on vault.%I for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()))', t);
    execute format('create policy erased on vault.%I for delete using (space_id = (select journal.erased()))', t);
    execute format('grant select, insert, update, delete on vault.%I to carnet_app', t);
  end loop;
end
$$;
