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
  -- what it left where it is no longer read was dropped, its time to be taken back being over
  swept_at         timestamptz,
  -- ids, keyed hashes and codes: what an undo puts back; never a name or a number of a person
  detail           jsonb       not null default '{}',
  -- the person's sealed identity before it was corrected
  sealed           bytea
);
create index correction_person on enrolment.correction using gin (person_ids);
create index correction_unswept on enrolment.correction (reversible_until) where swept_at is null and kind in ('merge', 'split');
create index correction_open on enrolment.correction (updated_at) where state in ('running', 'undoing');

-- A correction that one asks for, until another confirms it (enrolment.approval has the same id) or nobody does in time.
create table enrolment.correction_request (
  id       uuid        primary key,
  asked_by text        not null,
  asked_at timestamptz not null,
  -- sealed JSON, under the key of the register: what is asked, of whom, and who asks
  sealed   bytea       not null
);

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
grant select, insert, update, delete on enrolment.correction, enrolment.correction_request, enrolment.legacy_record, enrolment.legacy_flaw to carnet_app;

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
  -- tightened: it stood here already, and the other space's copy was hidden or withheld
  kind          text        not null check (kind in ('taken', 'handed', 'tightened')),
  -- the document's id in the space it came from
  source_id     uuid        not null,
  -- null for a row that the correction made
  status_before text,
  -- for a tightened one, its marks as they were: hidden, withheld, hidden from representatives
  marks_before  boolean[],
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

-- The space in which this transaction may drop what is away, and nothing else: only behind an entry that says so.
create function journal.dropped() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.space_id from journal.entry e
   where e.transaction_id = pg_current_xact_id_if_assigned()
     and e.at >= date_trunc('milliseconds', transaction_timestamp())
     and e.effect = 'permit' and e.reach = 'change' and e.act = 'drop-documents' limit 1
$$;
revoke all on function journal.dropped() from public;
grant execute on function journal.dropped() to carnet_app;

create policy dropped on vault.document for delete using (away and space_id = (select journal.dropped()));
create policy dropped on vault.blob for delete using (space_id = (select journal.dropped())
  and exists (select from vault.document d where d.space_id = blob.space_id and d.blob_id = blob.id and d.away)
  and not exists (select from vault.document d where d.space_id = blob.space_id and d.blob_id = blob.id and not d.away));
create policy dropped on vault.submission for delete using (space_id = (select journal.dropped())
  and not exists (select from vault.document d where d.space_id = submission.space_id and d.submission_id = submission.id));
create policy dropped on vault.legacy_history for delete using (withdrawn and space_id = (select journal.dropped()));
create policy dropped on vault.transfer for delete using (space_id = (select journal.dropped())
  and not exists (select from vault.document d where d.space_id = transfer.space_id and d.id = transfer.document_id));
