-- Campaigns: telling a whole population, wave by wave, that a space opens. No name, address or code in clear: letters are written to
-- files, codes are kept as hashes (0009), identities stay sealed in the register (0007).

-- Walked in this order by a wave, from where it stopped: every batch begins behind the last person it looked at.
create index person_to_notice on enrolment.person (scheme, coalesce(department, ''), id) where state = 'known';

-- What a campaign queues by the million waits in a lane of its own, behind which nobody's code waits. `faults`: failures that do not
-- pass by themselves; a server that was down, or a text not approved yet, leaves none behind.
alter table platform.outbox add column is_bulk boolean not null default false, add column faults integer not null default 0;
drop index platform.outbox_due;
create index outbox_due on platform.outbox (is_bulk, due_at) where parked_at is null;

create table enrolment.campaign (
  id             uuid        primary key,
  name           text        not null,
  state          text        not null default 'draft'
                   check (state in ('draft', 'ready', 'running', 'paused', 'done', 'stopped')),
  -- whom it is for: {"schemes": [], "departments": [], "minors": true, "adults": true, "protected": true}; empty lists are all
  rule           jsonb       not null,
  -- mail-first: by mail where the insurer knows an address, else by post; post-only: by post
  channel_rule   text        not null check (channel_rule in ('mail-first', 'post-only')),
  wave_by        text        not null check (wave_by in ('department', 'scheme')),
  is_pilot       boolean     not null default false,
  starts_on      date        not null,
  prepared_at    timestamptz,
  created_by     text        not null,
  created_at     timestamptz not null,
  started_at     timestamptz,
  ended_at       timestamptz
);

create table enrolment.wave (
  campaign_id uuid        not null,
  n           integer     not null,
  -- the department or the scheme that it is
  label       text        not null,
  state       text        not null default 'planned' check (state in ('planned', 'sending', 'sent')),
  planned_on  date        not null,
  persons     bigint      not null default 0,
  noticed     bigint      not null default 0,
  letters     bigint      not null default 0,
  mails       bigint      not null default 0,
  -- batches made so far; names the file of the next one
  batches     integer     not null default 0,
  primary key (campaign_id, n)
);

-- The persons of one scheme in one department, and behind whom the wave goes on. A department of '' is none.
create table enrolment.wave_cell (
  campaign_id uuid   not null,
  n           integer not null,
  scheme      text   not null,
  department  text   not null,
  persons     bigint not null default 0,
  behind      uuid   not null default '00000000-0000-0000-0000-000000000000',
  is_done     boolean not null default false,
  primary key (campaign_id, n, scheme, department)
);

-- A file of letters that was made. Recorded in the transaction of its notices, after the file is on the disk.
create table enrolment.batch (
  id          uuid        primary key,
  -- printed in the letters' references
  number      bigint      not null unique,
  campaign_id uuid,
  wave_n      integer,
  file_name   text        not null,
  form        text        not null check (form in ('data', 'pdf')),
  letters     integer     not null,
  bytes       bigint      not null,
  sha256      bytea       not null,
  made_at     timestamptz not null
);
create index batch_campaign on enrolment.batch (campaign_id, wave_n);
create sequence enrolment.batch_number;

-- One message to one addressee about one person's space: a mail, or a letter (one for each parent of a child).
create table enrolment.notice (
  person_id    uuid        not null,
  id           uuid        not null,
  campaign_id  uuid,
  wave_n       integer,
  channel      text        not null check (channel in ('mail', 'post')),
  -- a kind of letter (data/letters); opening for a mail
  kind         text        not null,
  -- to whom, where it is not the person: a parent, a guardian
  recipient_id uuid,
  state        text        not null default 'prepared'
                 check (state in ('prepared', 'sent', 'delivered', 'returned', 'failed')),
  -- the letter's place in its file; together they are its reference
  batch_id     uuid,
  place        integer,
  prepared_at  timestamptz not null,
  sent_at      timestamptz,
  changed_at   timestamptz not null,
  primary key (person_id, id)
);
create unique index notice_batch on enrolment.notice (batch_id, place) where batch_id is not null;
create index notice_waiting on enrolment.notice (channel, kind, id) where state = 'prepared';
create index notice_campaign on enrolment.notice (campaign_id) where campaign_id is not null;

-- What a human must look at. `note` is a code of data/enrolment/campaign.json, never a text.
create table enrolment.exception_case (
  id          uuid        primary key,
  person_id   uuid        not null,
  campaign_id uuid,
  kind        text        not null check (kind in ('no-address', 'returned', 'twins', 'protected-adult', 'address-too-long',
                'contact-shared', 'homonym', 'unprintable', 'untold', 'code-hints')),
  state       text        not null default 'open' check (state in ('open', 'settled')),
  opened_at   timestamptz not null,
  settled_at  timestamptz,
  settled_by  text,
  note        text
);
create unique index exception_open on enrolment.exception_case (person_id, kind) where state = 'open';
create index exception_settled on enrolment.exception_case (person_id, kind, settled_at) where state = 'settled';
create index exception_queue on enrolment.exception_case (kind, opened_at) where state = 'open';

-- What takes two persons: one asks, another confirms.
create table enrolment.approval (
  id           uuid        primary key,
  kind         text        not null,
  subject_id   uuid        not null,
  asked_by     text        not null,
  asked_at     timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  constraint two_persons check (confirmed_by <> asked_by)
);
create index approval_subject on enrolment.approval (subject_id);
create unique index approval_pending on enrolment.approval (kind, subject_id) where confirmed_by is null;

-- A wording that somebody asked to have approved. It is approved where an approval of kind letter-approve about its id is confirmed:
-- of these very words, whose digest it is, and of no others.
create table enrolment.text_version (
  id      uuid  primary key,
  -- a kind of letter (data/letters), or of message: mail-noticed…, sms-new-code (data/enrolment/mails.json)
  kind    text  not null,
  version text  not null,
  sha256  bytea not null,
  unique (kind, version, sha256)
);

-- The figures of a campaign as they were last counted, so that a page costs nothing: their age is shown.
create table enrolment.campaign_figure (
  campaign_id uuid        not null,
  scheme      text        not null,
  department  text        not null,
  -- Monday of the week in which the persons were informed
  week        date        not null,
  informed    bigint      not null,
  by_mail     bigint      not null,
  by_post     bigint      not null,
  delivered   bigint      not null,
  returned    bigint      not null,
  activated   bigint      not null,
  opposed     bigint      not null,
  silent      bigint      not null,
  opened      bigint      not null,
  ended       bigint      not null,
  primary key (campaign_id, scheme, department, week)
);
create table enrolment.campaign_count (
  campaign_id uuid        primary key,
  counted_at  timestamptz not null,
  -- when the first was told, and when the last of those who are silent has had their time
  first_sent  timestamptz,
  last_end    timestamptz
);

-- Whatever a member of the staff did or looked at; only ever added to. `subject` holds ids and codes, never a name.
create table enrolment.staff_entry (
  id       uuid        primary key,
  at       timestamptz not null,
  staff_id text        not null,
  deed     text        not null,
  subject  jsonb       not null default '{}'
);
create index staff_entry_who on enrolment.staff_entry (staff_id, at);
create trigger append_only before update or delete on enrolment.staff_entry
  for each row execute function journal.refuse_rewriting();
create trigger never_truncated before truncate on enrolment.staff_entry
  for each statement execute function journal.refuse_rewriting();

grant select, insert, update, delete on enrolment.campaign, enrolment.wave, enrolment.wave_cell, enrolment.batch,
  enrolment.notice, enrolment.exception_case, enrolment.approval, enrolment.campaign_figure, enrolment.campaign_count to carnet_app;
grant select, insert on enrolment.text_version to carnet_app;
grant usage on sequence enrolment.batch_number to carnet_app;
grant select, insert on enrolment.staff_entry to carnet_app;
