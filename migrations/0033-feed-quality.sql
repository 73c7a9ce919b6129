-- How well producers feed the spaces, counted. No person, no space, no document: nothing here leads to whom anything was about, so nothing of
-- it travels with a space, is erased with one or stands behind the door. Sums are written apart from deposits, every few seconds: a row that
-- a deposit's own transaction wrote would carry that transaction's number, and lead to the documents of the same one.
create schema feeding;
grant usage on schema feeding to carnet_app;

create table feeding.tally (
  month       date   not null check (extract(day from month) = 1),
  facility_id text   not null,
  -- the client that signed in; empty for deposits by hand on the pages
  software_id text   not null,
  -- of documents that were taken; empty of what was refused
  type_code   text   not null,
  figure      text   not null,
  -- of a refusal, as the sender was told it
  reason      text   not null,
  n           bigint not null check (n > 0),
  primary key (month, facility_id, software_id, type_code, figure, reason)
);
create index tally_by_facility on feeding.tally (facility_id, month);
create index tally_by_software on feeding.tally (software_id, month);

-- A producer that was asked to look at its figures: once a month.
create table feeding.notice (
  id          uuid        primary key,
  facility_id text        not null,
  software_id text        not null,
  month       date        not null check (extract(day from month) = 1),
  asked_at    timestamptz not null,
  unique (facility_id, software_id, month)
);
grant select, insert, update, delete on feeding.tally to carnet_app;
grant select, insert on feeding.notice to carnet_app;

-- What kind of place it is (a code of the national list), and where who runs its software is written to: as the registers say, where they do.
alter table directory.facility add column kind text;
alter table directory.software add column mail text;
