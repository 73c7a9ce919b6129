-- Who is who. Traits and contacts are sealed with the space's field key; look-ups go by keyed hashes, so that a copy of this
-- schema alone names nobody. Professionals and facilities stand in public registers and are kept in clear.

create schema directory;
grant usage on schema directory to carnet_app;

create table directory.person (
  space_id   uuid        primary key,
  -- keyed hash of "system|value" of the national health identifier
  ins_hash   bytea       not null unique,
  -- sealed JSON: traits as the insurer writes them, other spellings accepted, contact
  sealed     bytea       not null,
  created_at timestamptz not null default now()
);

-- Keyed hash of the pivot identity that a national identity provider returns (names, sex, birth date, birth place).
create table directory.pivot (
  pivot_hash bytea not null,
  space_id   uuid  not null,
  primary key (pivot_hash, space_id)
);

create table directory.facility (
  id   text primary key,
  name text not null
);

create table directory.professional (
  -- national identifier with its prefix, e.g. 8 + RPPS
  id            text primary key,
  family        text not null,
  given         text not null,
  profession    text not null,
  savoir_faire  text,
  facility_id   text
);

-- Software of a facility that deposits by itself (client credentials).
create table directory.software (
  client_id   text  primary key,
  name        text  not null,
  facility_id text  not null,
  secret_hash bytea not null
);

-- Which space a public id (of a document, a submission or a binary) lies in. Ids are random and never change; a space may be
-- merged or moved, then its rows here follow. Rebuilt at will from the vault.
create table directory.locator (
  id       uuid primary key,
  space_id uuid not null
);

-- Which spaces hold a document with this producer's unique id, by keyed hash.
create table directory.unique_id_locator (
  unique_id_hash bytea not null,
  space_id       uuid  not null,
  document_id    uuid  not null,
  primary key (unique_id_hash, space_id)
);

-- A signed-in browser. The cookie holds 256 random bits; only their SHA-256 is kept, and who is signed in is sealed with a key
-- made from those bits: a copy of this table opens no session and names nobody.
create table directory.session (
  id_hash      bytea       primary key,
  sealed       bytea       not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  -- no use prolongs a session beyond this
  ends_at      timestamptz not null
);
create index session_expiry on directory.session (expires_at);

-- A sign-in under way: nonce, PKCE verifier and where to go, between the redirect and its return, sealed with a key made from
-- the state and the browser's own cookie. Taken once.
create table directory.sign_in (
  ticket_hash bytea       primary key,
  sealed      bytea       not null,
  expires_at  timestamptz not null
);
create index sign_in_expiry on directory.sign_in (expires_at);

-- Storage of the OpenID Connect providers we run (authorization server, simulators).
create table directory.oidc_payload (
  provider   text        not null,
  model      text        not null,
  id         text        not null,
  payload    jsonb       not null,
  grant_id   text,
  uid        text,
  expires_at timestamptz,
  primary key (provider, model, id)
);
create index oidc_payload_grant on directory.oidc_payload (provider, grant_id) where grant_id is not null;
create index oidc_payload_uid on directory.oidc_payload (provider, uid) where uid is not null;
create index oidc_payload_expiry on directory.oidc_payload (expires_at) where expires_at is not null;

grant select, insert, update, delete on all tables in schema directory to carnet_app;
