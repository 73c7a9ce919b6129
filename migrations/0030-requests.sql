-- What holders ask facilities for that is missing from their space. Who is asked stands in clear, as for a case; what is asked for, who asks
-- and what is answered are sealed with the key of the holder's space, and gone with it.
create schema request;
grant usage on schema request to carnet_app;
create table request.document_request (
  space_id    uuid        not null,
  id          uuid        not null,
  facility_id text        not null,
  details     bytea       not null,
  asked_at    timestamptz not null,
  -- up to when the facility is asked to answer; the day from which nobody waits for it any more
  due_on      date        not null,
  ends_on     date        not null,
  -- the first time that somebody of the facility opened it
  seen_at     timestamptz,
  -- asked; then: answered by a deposit, declined with a reason, taken back by the holder
  state       text        not null check (state in ('asked', 'answered', 'declined', 'taken-back')),
  closed_at   timestamptz,
  -- what answered it
  document_id uuid,
  primary key (space_id, id),
  check ((state = 'asked') = (closed_at is null)),
  check (document_id is null or state = 'answered')
);
create index request_id on request.document_request (id);
create index request_open on request.document_request (facility_id, due_on) where closed_at is null;
grant select, insert, update, delete on request.document_request to carnet_app;
