-- A holder's own means of sign-in: passkeys, login and password, authenticator app, one-time codes, and the terms they accepted.
-- Everything that is a holder's is keyed by space_id and goes with the space. Secrets are hashes or sealed with the space's field
-- key: a copy of these tables alone signs nobody in and names nobody.

-- How often something sensitive was tried, by keyed hash of whoever or whatever it is about. A row counts until `ends_at`.
create table platform.attempt (
  bucket       text        not null,
  subject_hash bytea       not null,
  count        integer     not null,
  ends_at      timestamptz not null,
  primary key (bucket, subject_hash)
);
create index attempt_end on platform.attempt (ends_at);
grant select, insert, update, delete on platform.attempt to carnet_app;

-- The one code in force for a subject and a purpose. `subject` is a space id, or the id of somebody who has no space yet.
create table directory.one_time_code (
  subject    text        not null,
  purpose    text        not null,
  -- keyed hash of subject, purpose and code
  code_hash  bytea       not null,
  -- what the code proves (a new address), sealed by whoever asked for the code
  about      bytea,
  tries      integer     not null default 0,
  taken      boolean     not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (subject, purpose)
);
create index one_time_code_expiry on directory.one_time_code (expires_at);

-- The random name under which authenticators know a holder. It is not the space id, which must not travel to devices.
create table directory.passkey_handle (
  space_id   uuid  primary key,
  handle     bytea not null
);

create table directory.passkey (
  space_id        uuid        not null,
  id              uuid        not null,
  -- SHA-256 of the credential id, which is random: finds the space at sign-in, refuses a second registration anywhere
  credential_hash bytea       not null unique,
  -- COSE key
  public_key      bytea       not null,
  counter         bigint      not null,
  transports      text[]      not null default '{}',
  -- sealed JSON: the credential id and the name that the holder gave the device
  sealed          bytea       not null,
  created_at      timestamptz not null,
  last_used_at    timestamptz,
  primary key (space_id, id)
);

create table directory.password (
  space_id     uuid        primary key,
  -- keyed hash of the login, which is chosen once
  login_hash   bytea       not null unique,
  sealed_login bytea       not null,
  -- $argon2id$v=19$m=…,t=…,p=…$salt$hash, peppered with a key that is not in this database in clear
  hash         text        not null,
  changed_at   timestamptz not null
);

-- Hashes of passwords that another one replaced, made as directory.password says: none is chosen again.
create table directory.former_password (
  space_id    uuid        not null,
  hash        text        not null,
  replaced_at timestamptz not null,
  primary key (space_id, hash)
);

create table directory.totp (
  space_id   uuid   primary key,
  -- the secret in use; absent until a first code proved it
  secret     bytea,
  -- the secret being set up
  pending    bytea,
  -- the 30-second step of the last code taken: neither it nor an older one counts again
  last_step  bigint not null default 0,
  created_at timestamptz not null
);

create table directory.terms_acceptance (
  space_id    uuid        not null,
  version     text        not null,
  accepted_at timestamptz not null,
  primary key (space_id, version)
);

-- A way back into a space whose holder lost every means. First it is only asked for, and a letter is under way; then it holds the new
-- means, which opens nothing before `effective_at`. A stop deletes the row, the first use of the new means takes it: one of them.
create table directory.recovery (
  space_id        uuid        primary key,
  id              uuid        not null,
  asked_at        timestamptz not null,
  effective_at    timestamptz,
  -- from then on it is as if it had never been
  ends_at         timestamptz not null,
  -- of the new means, whichever it is: as in directory.passkey and directory.password
  credential_hash bytea       unique,
  login_hash      bytea       unique,
  password_hash   text,
  -- sealed JSON: the rest of the new means, and the contact that was proved with it
  sealed          bytea,
  check ((effective_at is null) = (sealed is null)),
  check ((login_hash is null) = (password_hash is null)),
  check ((effective_at is null) = (credential_hash is null and login_hash is null))
);

-- Grows when every means of sign-in is taken away or replaced, and when the password is changed: who was recognised by a means of
-- before begins no session any more.
alter table directory.person add column means_epoch integer not null default 0;

-- Keyed hash of the space whose holder is signed in, whose sessions end when means are taken away; null for professionals and staff.
alter table directory.session add column space_hash bytea;
create index session_space on directory.session (space_hash) where space_hash is not null;

grant select, insert, update, delete on directory.recovery, directory.one_time_code, directory.passkey_handle, directory.passkey,
  directory.password, directory.former_password, directory.totp, directory.terms_acceptance to carnet_app;
