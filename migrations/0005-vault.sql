-- The vault: the only tables with health data. Forced row security: a row is visible only where this transaction wrote a
-- permitting entry for its space, and can be written only where that entry is a change. Even the owner sees nothing else.
--
-- In clear: what the access rules and the standard's searches filter on (type, class, dates, status, visibility, size,
-- depositor). Everything a person could read (titles, names, events, identifiers) is sealed in `details`.

create schema vault;
grant usage on schema vault to carnet_app;

create table vault.document (
  space_id          uuid        not null,
  id                uuid        not null,
  -- XDS entryUUID of the current metadata version; the first one is the logical id
  entry_uuid        uuid        not null,
  logical_uuid      uuid        not null,
  version           integer     not null default 1,
  unique_id_hash    bytea       not null,
  submission_id     uuid        not null,
  blob_id           uuid        not null,
  status            text        not null check (status in ('current', 'superseded', 'entered-in-error')),
  archived          boolean     not null default false,
  hidden            boolean     not null default false,
  withheld          boolean     not null default false,
  hidden_from_representatives boolean not null default false,
  type_code         text        not null,
  class_code        text        not null,
  format_code       text        not null,
  facility_type     text,
  practice_setting  text,
  language          text,
  content_type      text        not null,
  size              bigint      not null,
  -- national identifiers of the persons and facilities who wrote it: they always read their own deposit (Law: R.1111-49)
  author_ids        text[]      not null default '{}',
  created_at        timestamptz not null,
  dated_at          timestamptz not null,
  period_start      timestamptz,
  period_end        timestamptz,
  deposited_at      timestamptz not null default now(),
  details           bytea       not null,
  primary key (space_id, id)
);
-- Sealed bytes do not compress, and a page reads fifty rows: they stay in the row, not aside, up to 8 KB.
alter table vault.document alter column details set storage external;
alter table vault.document set (toast_tuple_target = 8160);
create unique index document_unique_id on vault.document (space_id, unique_id_hash);
create unique index document_blob on vault.document (space_id, blob_id);
create index document_newest on vault.document (space_id, created_at desc, id);

create table vault.submission (
  space_id       uuid        not null,
  id             uuid        not null,
  unique_id_hash bytea       not null,
  -- SHA-256 of the whole message: the same bytes again get the same answer
  message_hash   bytea       not null,
  depositor_id   text        not null,
  submitted_at   timestamptz not null default now(),
  details        bytea       not null,
  primary key (space_id, id),
  unique (space_id, message_hash),
  unique (space_id, unique_id_hash)
);

-- An encrypted object beside the database. `staged` ones were uploaded ahead of the submission that will name them.
create table vault.blob (
  space_id     uuid        not null,
  id           uuid        not null,
  -- where the object lies: random, tells nothing
  object_name  text        not null,
  wrapped_key  bytea       not null,
  content_type text        not null,
  size         bigint      not null,
  sha1         bytea       not null,
  sha256       bytea       not null,
  depositor_id text        not null,
  staged       boolean     not null default false,
  stored_at    timestamptz not null default now(),
  primary key (space_id, id)
);

-- Names of the objects in the store, without saying whose: what no row names any more, or nobody claimed in time, is swept.
create table platform.blob_object (
  name      text        primary key,
  staged    boolean     not null,
  stored_at timestamptz not null default now()
);
create index blob_object_staged on platform.blob_object (stored_at) where staged;
grant select, insert, update, delete on platform.blob_object to carnet_app;

do $$
declare
  t text;
begin
  foreach t in array array['document', 'submission', 'blob'] loop
    execute format('alter table vault.%I enable row level security', t);
    execute format('alter table vault.%I force row level security', t);
    execute format('create policy visited_space on vault.%I for select using (space_id = (select journal.visited()))', t);
    execute format('create policy added on vault.%I for insert with check (space_id = (select journal.changed()))', t);
    execute format('create policy changed on vault.%I for update using (space_id = (select journal.changed())) with check (space_id = (select journal.changed()))', t);
    execute format('grant select, insert, update on vault.%I to carnet_app', t);
  end loop;
end
$$;
