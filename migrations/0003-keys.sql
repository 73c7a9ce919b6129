-- Wrapped keys. Root keys are not here: they live in ROOT_KEY_FILE. Backups of this schema live 35 days at most, so that
-- deleting a space's row here makes its content unreadable for ever (crypto-shredding).
-- Every `wrapped` is the sealed box of src/keys/sealed-box.ts: 65 bytes for a key of 32.

create schema keys;
grant usage on schema keys to carnet_app;

-- 1,024 shard keys, wrapped by a root key, all made at the first start. Rotating the root rewraps these rows only.
create table keys.shard_key (
  shard   integer primary key check (shard between 0 and 1023),
  root_id text    not null,
  wrapped bytea   not null check (octet_length(wrapped) = 65)
);

-- A space's key, wrapped by its shard's. A new version is made when the space reopens or on suspicion.
create table keys.space_key (
  space_id uuid    not null,
  version  integer not null check (version > 0),
  shard    integer not null,
  wrapped  bytea   not null check (octet_length(wrapped) = 65),
  primary key (space_id, version)
);

-- Keys of the service itself: look-up hashes, token signing. Wrapped by a root key.
create table keys.system_key (
  purpose text  primary key,
  root_id text  not null,
  wrapped bytea not null check (octet_length(wrapped) = 65)
);

grant select, insert, update, delete on all tables in schema keys to carnet_app;
