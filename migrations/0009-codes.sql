-- Provisional codes and the passes that they, or a national identity, open: the way of an insured person to their own opening.

-- A code is 54 bits of chance (eleven characters of thirty, and a check) in the hands of one person; only its keyed hash is kept. Single use.
create table enrolment.code (
  code_hash  bytea       primary key,
  person_id  uuid        not null,
  -- a code that leads back into a space opens none for the first time, and the other way round
  purpose    text        not null default 'entry' check (purpose in ('entry', 'recovery')),
  -- what brought it: notice (a letter that nobody asked for), request, counter, phone, post; letters: asked for, on paper, where by
  -- which way is no longer known
  origin     text        not null,
  -- how it left
  channel    text        not null check (channel in ('mail', 'sms', 'letter')),
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index code_person on enrolment.code (person_id);
create index code_expiry on enrolment.code (expires_at);
create index code_again on enrolment.code (issued_at) where origin <> 'notice' and purpose = 'entry';

-- How many codes were asked for and held back by a limit, by day and wish: of whom is not known.
create table enrolment.code_held (
  day    date    not null,
  origin text    not null,
  count  bigint  not null,
  primary key (day, origin)
);

-- Somebody on the way to opening or refusing, in one browser, for half an hour: sealed with a key made of the cookie's 256 bits.
create table enrolment.entry (
  id_hash    bytea       primary key,
  sealed     bytea       not null,
  expires_at timestamptz not null
);
create index entry_expiry on enrolment.entry (expires_at);

grant select, insert, update, delete on enrolment.code, enrolment.code_held, enrolment.entry to carnet_app;
