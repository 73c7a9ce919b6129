-- The staff's desk and counter: who looks at whose enrolment and why, and the mandates under which an agent acts with the person
-- present. No name, no number of a document, nothing that a space holds.

-- One member of the staff has one person's enrolment open, for a reason, for half an hour. Its id is in the address of the pages.
create table enrolment.desk_case (
  id        uuid        primary key,
  person_id uuid        not null,
  staff_id  text        not null,
  -- by which way the wish came: phone, post
  channel   text        not null check (channel in ('phone', 'post')),
  -- a code of data/enrolment/desk.json
  reason    text        not null,
  opened_at timestamptz not null,
  ends_at   timestamptz not null
);
create index desk_case_person on enrolment.desk_case (person_id);

-- What somebody at the counter lets an agent do, for this day at most. The number of the identity document is never kept.
create table enrolment.mandate (
  id                uuid        primary key,
  person_id         uuid        not null,
  staff_id          text        not null,
  place             text        not null,
  -- the person, or who represents them by law
  given_by          text        not null check (given_by in ('self', 'representative')),
  representative_id uuid,
  identity_document text        not null,
  begun_at          timestamptz not null,
  -- the midnight that ends the day
  ends_at           timestamptz not null,
  -- the last act: twenty minutes later it is over
  used_at           timestamptz not null,
  signed_at         timestamptz,
  signed_how        text        check (signed_how in ('paper', 'code')),
  ended_at          timestamptz,
  ended_how         text        check (ended_how in ('agent', 'idle', 'day', 'next')),
  check ((given_by = 'representative') = (representative_id is not null)),
  check ((signed_at is null) = (signed_how is null)),
  check ((ended_at is null) = (ended_how is null))
);
create index mandate_live on enrolment.mandate (staff_id) where ended_at is null;
create index mandate_person on enrolment.mandate (person_id);

-- The register of refusals and closures, and the steps that failed: found by date without reading every event.
create index event_decision on enrolment.event (at, person_id, id)
  where kind in ('opposed', 'opposed-late', 'closed', 'erasure-requested');
-- Those of them that came in a letter: whether they took effect on the day it came.
create index event_by_letter on enrolment.event (at, person_id)
  where kind in ('opposed', 'opposed-late', 'closed', 'erasure-requested') and detail ? 'receivedOn';
create index event_failed on enrolment.event (at)
  where kind in ('open-failed', 'close-failed', 'erase-failed', 'came-of-age-failed');
-- Deaths that a file told and that have frozen nothing yet, among all that a wave of notices puts in the queue.
create index outbox_death on platform.outbox (created_at) where kind = 'person-died' and parked_at is null;

grant select, insert, update, delete on enrolment.desk_case, enrolment.mandate to carnet_app;
