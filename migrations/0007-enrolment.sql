-- The register of insured persons: who is to be told, who has opposed, whose space is open. It comes from the insurers and exists
-- before any space. No health data here. Identities stand only sealed (`sealed`, under the key of the register) and as keyed
-- hashes (the look-up key of 0003), so that a copy of this schema alone names nobody.

create schema enrolment;
grant usage on schema enrolment to carnet_app;

-- One row for each insured person, for ever: where they stand. A space is founded for it when one is needed; after an erasure a
-- return gets another. Every step of a whole population rewrites these rows, so they are short and have no index by chance: what
-- the insurer said of the person lies beside them, in enrolment.identity.
create table enrolment.person (
  id             uuid        primary key,
  -- the space of this person, once there is one (access.space, directory.person)
  space_id       uuid,
  state          text        not null default 'known' check (state in ('known', 'noticed', 'opposed', 'legacy-opposed', 'open',
                               'suspended', 'closed', 'erasing', 'erased', 'deceased', 'merged')),
  state_since    timestamptz not null,
  -- the state before a death, which may turn out to be a mistake
  state_before   text,
  -- the holder's first own access: a space may be open and not activated (rules ENR-21)
  activated_at   timestamptz,
  -- how that was proved: code, citizens, card, representative for who was entered for, recovery for whose
  -- means the operator took away; a code is no second way in for the others
  entered_by     text        check (entered_by in ('code', 'citizens', 'card', 'representative', 'recovery')),
  noticed_at     timestamptz,
  -- the end of the time to oppose
  window_ends_at timestamptz,
  -- null also while a refusal that was read late waits for its erasure, a death between or not: nobody closed what the date had opened
  closed_at      timestamptz,
  -- the one thing that time will do to this person, and when: found by the worker however long it was away
  due_kind       text,
  due_at         timestamptz,
  -- until then a worker has it in hand, or had when it died; no index, and no version: to look is not to change
  leased_until   timestamptz,
  -- who sends the letters: general, agricultural, ministry… (data/enrolment/import.json)
  scheme         text        not null,
  department     text,
  -- how a notice reaches the person
  channel        text        not null check (channel in ('mail', 'post', 'none')),
  -- first day of majority of somebody who was a minor when a line came, or of the correction that makes them an adult; it stays when the
  -- day has passed
  minor_until    date,
  -- the civil day on which that majority was worked (rules ENR-30); due again where a correction puts majority behind it
  of_age_on      date,
  -- an adult under a measure of protection
  protected      boolean     not null default false,
  -- has a record of the time before spaces (rules ENR-6)
  legacy         boolean     not null default false,
  died_on        date,
  -- what a human should look at, in reason words: line-address-too-long, line-contact-shared…
  remarks        text[]      not null default '{}',
  -- grows with every change; whoever read an older one changes nothing
  version        bigint      not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  check ((due_kind is null) = (due_at is null))
);
create unique index person_space on enrolment.person (space_id) where space_id is not null;
create index person_due on enrolment.person (due_at) where due_kind is not null;
-- Openings are nearly all that is due; the rest is counted without reading past them.
create index person_due_rare on enrolment.person (due_kind, due_at) where due_kind <> 'open';

-- Who has come of age and was not told: a day's birthdays are found without reading a nation. Nothing is told to the dead.
create index person_of_age on enrolment.person (minor_until)
  where minor_until is not null and (of_age_on is null or of_age_on < minor_until) and state not in ('deceased', 'merged');

-- Who a person is, as the insurer said or staff corrected it: sealed, and the keyed hashes by which they are found. One row for
-- each row of enrolment.person, written and read under its version.
create table enrolment.identity (
  person_id      uuid        primary key,
  -- keyed hash of the pivot identity that a national identity provider returns; null where it is too incomplete to name one person
  pivot_hash     bytea,
  -- keyed hash of "card|" number of the card "|" birth date: several persons of one card may share it (twins: rules ENR-16)
  card_hash      bytea,
  -- keyed hashes, cut to 16 bytes: of the mail address or else the phone, and of the household within its scheme
  contact_hash   bytea,
  household_hash bytea,
  -- the contact hashes of a child's lines that were forgotten at majority (rules ENR-30): their parents', whatever line comes next
  forgotten_contacts bytea[] not null default '{}',
  -- keyed hash of the whole line the insurer sent: the same line again changes nothing
  traits_hash    bytea,
  -- sealed JSON: identifier, traits, contact, address, card
  sealed         bytea
);
create index identity_pivot on enrolment.identity (pivot_hash) where pivot_hash is not null;
create index identity_card on enrolment.identity (card_hash) where card_hash is not null;
create index identity_contact on enrolment.identity (contact_hash) where contact_hash is not null;

-- Every identifier a person ever had: a provisional one that was replaced still finds its person. `import_id` and `import_line`
-- say where it was last met, by which the same person twice in one file is seen, and who is in no file any more.
create table enrolment.identifier (
  ins_hash    bytea       primary key,
  person_id   uuid        not null,
  since       timestamptz not null,
  until       timestamptz,
  import_id   uuid,
  import_line bigint
);
create index identifier_person on enrolment.identifier (person_id);

-- Who acts for whom. The insurer presumes, the representative certifies; "not mine" sets aside (rules ENR-23, ENR-24). `source`:
-- whether the register names them, or the other parent invited them (rules ENR-26).
create table enrolment.representation (
  person_id         uuid        not null,
  representative_id uuid        not null,
  kind              text        not null check (kind in ('parent', 'guardian', 'curator')),
  state             text        not null default 'presumed' check (state in ('presumed', 'certified', 'set-aside')),
  source            text        not null default 'register' check (source in ('register', 'invited')),
  since             timestamptz not null,
  changed_at        timestamptz not null,
  primary key (person_id, representative_id)
);
create index representation_representative on enrolment.representation (representative_id);

-- A representative whom no line has brought yet: made a representation when they arrive.
create table enrolment.awaited_representative (
  person_id uuid  not null,
  ins_hash  bytea not null,
  kind      text  not null check (kind in ('parent', 'guardian', 'curator')),
  primary key (person_id, ins_hash)
);

-- A parent asks the other one, whom the register does not name, to represent a child too (rules ENR-26). Whom they ask stands here
-- only as a keyed hash, until it is answered or over: nobody is looked for, whoever it fits finds it in their own space.
create table enrolment.parent_request (
  id          uuid        primary key,
  person_id   uuid        not null,
  inviter_id  uuid        not null,
  -- keyed hash of number, birth name, first names and birth date, as typed
  traits_hash bytea,
  state       text        not null default 'waiting' check (state in ('waiting', 'accepted', 'refused')),
  asked_at    timestamptz not null,
  ends_at     timestamptz not null,
  settled_at  timestamptz,
  check ((state = 'waiting') = (settled_at is null)),
  check (state = 'waiting' or traits_hash is null)
);
create unique index parent_request_one on enrolment.parent_request (person_id, inviter_id) where state = 'waiting';
create index parent_request_inviter on enrolment.parent_request (inviter_id);
create index parent_request_traits on enrolment.parent_request (traits_hash) where traits_hash is not null;

-- What happened to an enrolment; only ever added to. Nothing in clear names the person. That a person was imported stands in
-- person.created_at and enrolment.identifier, which spares a row each.
create table enrolment.event (
  person_id uuid        not null,
  id        uuid        not null,
  at        timestamptz not null,
  kind      text        not null,
  -- by which way: import, online, phone, counter, post, campaign, clock
  channel   text        not null,
  by_kind   text        not null,
  by_id     text        not null,
  detail    jsonb       not null default '{}',
  -- the person's sealed identity as it stood before a correction
  sealed    bytea,
  primary key (person_id, id)
);

-- One run over one file. Its position is advanced in the transaction of each batch: an interrupted run goes on from there.
create table enrolment.import (
  id             uuid        primary key,
  file_name      text        not null,
  -- of the whole file
  file_sha256    bytea       not null,
  size_bytes     bigint      not null,
  encoding       text        not null,
  position_bytes bigint      not null default 0,
  line           bigint      not null default 0,
  accepted       bigint      not null default 0,
  changed        bigint      not null default 0,
  unchanged      bigint      not null default 0,
  rejected       bigint      not null default 0,
  state          text        not null check (state in ('running', 'interrupted', 'done')),
  started_at     timestamptz not null,
  updated_at     timestamptz not null
);
create index import_file on enrolment.import (file_sha256, size_bytes);

-- What a run did not take, or took with a reservation: line, column and reason, never the value.
create table enrolment.import_flaw (
  import_id   uuid    not null,
  line        bigint  not null,
  n           integer not null,
  column_name text    not null,
  severity    text    not null check (severity in ('rejected', 'warning')),
  reason      text    not null,
  detail      jsonb   not null default '{}',
  primary key (import_id, line, n)
);

grant select, insert, update, delete on all tables in schema enrolment to carnet_app;
revoke update, delete on enrolment.event from carnet_app;
