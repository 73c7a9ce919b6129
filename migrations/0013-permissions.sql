-- Who may enter, in full: ties that end, permissions of the holder, emergencies.

-- administrator: named by the holder. representative: the space of who represents a minor, until the majority; of a guardian, without
-- end. break-glass, dispatch: an emergency opened by the party, for its hours.
alter table access.relation drop constraint relation_kind_check;
alter table access.relation add constraint relation_kind_check check (kind in
  ('treating-doctor', 'administrator', 'care-team', 'author', 'representative', 'break-glass', 'dispatch'));
alter table access.relation add column until timestamptz;

-- What the holder permits beyond the ties: to a person or a facility, or to whoever says a share code (no party then). The rows that a
-- code made bear its id, and end with it.
create table access.permission (
  space_id      uuid        not null,
  permission_id uuid        not null,
  party_id      text,
  shared_by     uuid,
  -- how the holder agreed: there and then, online, or as the professional declares
  evidence      text        not null check (evidence in ('presence', 'online', 'declared', 'share-code')),
  -- document types and documents that it names; both empty: everything
  type_codes    text[]      not null default '{}',
  document_ids  uuid[]      not null default '{}',
  since         timestamptz not null,
  until         timestamptz,
  primary key (space_id, permission_id)
);
create index permission_party on access.permission (space_id, party_id);
grant select, insert, update, delete on access.permission to carnet_app;

-- The holder's three words on emergencies (rules ACC-20): break-glass, dispatch, and hidden documents in either.
alter table access.space add column emergency_rule text[] not null default '{}'
  check (emergency_rule <@ array['no-break-glass', 'no-dispatch', 'no-hidden']);
