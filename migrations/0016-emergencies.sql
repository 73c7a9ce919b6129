-- Each opening in an emergency: who is told of it, what was noted after it, and its review. Nothing of what was opened.
create table access.emergency (
  space_id    uuid        not null,
  id          uuid        not null,
  -- who opened it: a professional's national identifier
  party_id    text        not null,
  kind        text        not null check (kind in ('break-glass', 'dispatch')),
  opened_at   timestamptz not null,
  -- the treating doctors who were told, as they stood then
  told        text[]      not null,
  -- sealed with the space's key, and gone with it: name, profession and place of who opened it, the code of the reason
  details     bytea       not null,
  -- ended early or noted by who opened it; else it ends by the clock
  closed_at   timestamptz,
  noted       boolean     not null default false,
  outcome     text        check (outcome in ('regular', 'follow-up')),
  reviewed_by text,
  reviewed_at timestamptz,
  primary key (space_id, id)
);
create index emergency_waiting on access.emergency (opened_at) where outcome is distinct from 'regular';
create index emergency_id on access.emergency (id);
create index emergency_party on access.emergency (party_id, opened_at);
create index emergency_told on access.emergency using gin (told);
grant select, insert, update, delete on access.emergency to carnet_app;

-- Where a professional is written to, as the register of professionals says; absent: they read it when they sign in.
alter table directory.professional add column mail text;
