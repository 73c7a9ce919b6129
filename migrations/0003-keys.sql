-- Wrapped keys. Root keys are not here: they live in ROOT_KEY_FILE. Backups of this schema live 35 days at most, so that
-- deleting a space's row here makes its content unreadable for ever (crypto-shredding).

create schema keys;
grant usage on schema keys to carnet_app;

-- One of 1,024 shard keys, wrapped by a root key. Rotating the root rewraps these rows only.
create table keys.shard_key (
  shard   integer primary key,
  root_id text    not null,
  wrapped bytea   not null
);

create table keys.space_key (
  space_id uuid    not null,
  version  integer not null,
  shard    integer not null,
  wrapped  bytea   not null,
  primary key (space_id, version)
);

-- Keys of the service itself: look-up hashes, token signing. Wrapped by a root key.
create table keys.system_key (
  purpose text  primary key,
  root_id text  not null,
  wrapped bytea not null
);

grant select, insert, update, delete on all tables in schema keys to carnet_app;
