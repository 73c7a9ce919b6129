-- What the law adds to who may enter.

-- When a professional last read the warning of the law before opening records on our pages (rules ACC-9, ACC-30).
alter table directory.professional add column law_read_at timestamptz;

-- What holders ask not to be listed for a legitimate reason (Law: R.1111-47), what minors say is not to be (R.1111-50), and what was
-- answered. Nothing of what a document holds; codes of data/access/objections.json, no words of anybody.
create schema objection;
grant usage on schema objection to carnet_app;
create table objection.objection (
  space_id    uuid        not null,
  id          uuid        not null,
  -- this document; or the whole act: everything of its source on that day, what comes later too
  scope       text        not null check (scope in ('document', 'act')),
  document_id uuid        not null,
  -- who deposited: the facility, or the professional where there is none
  party_id    text        not null,
  party_name  text        not null,
  act_on      text        not null,
  reason      text        not null,
  asked_at    timestamptz not null,
  -- up to when an answer is promised; none where the law leaves nothing to decide
  due_on      date,
  outcome     text        check (outcome in ('accepted', 'refused')),
  because     text,
  answered_at timestamptz,
  answered_by text,
  primary key (space_id, id),
  check ((outcome is null) = (answered_at is null) and (outcome is not distinct from 'refused') = (because is not null))
);
create unique index objection_once on objection.objection (space_id, document_id, scope) where outcome is distinct from 'refused';
create index objection_id on objection.objection (id);
create index objection_queue on objection.objection (due_on) where outcome is null;
grant select, insert, update, delete on objection.objection to carnet_app;

-- The national measure: consents that are recorded, in the whole country and in one hour, of persons with whom nobody of the place had to
-- do. It is counted in several rows (`*0` to `*15`, one of them by chance), so that the country does not queue at one; beyond the measure
-- a hold on `*` stops such consents until somebody of the staff has looked.
alter table access.tally drop constraint tally_kind_check;
alter table access.tally add constraint tally_kind_check check (kind in
  ('new-persons', 'new-consents', 'refusals', 'night-persons', 'consents', 'nation-consents'));
alter table suspicion.access_case drop constraint access_case_source_check;
alter table suspicion.access_case add constraint access_case_source_check check (source in
  ('holder', 'refusals', 'night-persons', 'consents', 'nation-consents'));

-- Beyond so many persons in a day, whoever opens in an emergency asks a second person of their place; each yes is good for as many more.
create table access.emergency_second (
  id           uuid        primary key,
  party_id     text        not null,
  party_name   text        not null,
  facility_id  text        not null,
  day          date        not null,
  asked_at     timestamptz not null,
  confirmed_by text        check (confirmed_by <> party_id),
  confirmed_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null))
);
create unique index second_asked on access.emergency_second (party_id, day) where confirmed_at is null;
create index second_place on access.emergency_second (facility_id, day);
grant select, insert, update, delete on access.emergency_second to carnet_app;
