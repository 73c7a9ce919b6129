-- What professionals did themselves, so that they find it again: their patients of the day, their last visit, their deposits.

-- One row for each act that a professional was let do, written in the transaction of its entry in the journal, which alone proves it. The
-- journal names nobody in clear and is read space by space: nobody finds their own entries there. Nothing that a space holds is here.
create table access.deed (
  party_id    text        not null,
  -- time-ordered: the newest is the greatest
  id          uuid        not null,
  space_id    uuid        not null,
  at          timestamptz not null,
  act         text        not null,
  reason      text        not null,
  channel     text        not null,
  document_id uuid,
  primary key (party_id, id)
);
create index deed_by_space on access.deed (space_id, party_id, at);
create index deed_by_age on access.deed using brin (at);
grant select, insert, delete on access.deed to carnet_app;

-- Under which name a professional saw whom, the last day they did: their own list says that, not what the person is called since.
create table access.seen_person (
  space_id uuid  not null,
  party_id text  not null,
  seen_on  date  not null,
  -- sealed under the space's key: erased with it
  name     bytea not null,
  primary key (space_id, party_id)
);
grant select, insert, update, delete on access.seen_person to carnet_app;
