-- What a holder lets an app add, by the type that it is read as: reading and adding are consented to apart (rules CAT-6). Null for whoever
-- adds nothing by a permission, so that the code over older rows stays the one that was made.
alter table access.permission add column adds text[];

-- The publisher's branch of object identifiers for an app: what it sends is marked with it (rules CAT-8, CAT-10).
alter table directory.app add column oid text check (oid ~ '^[0-2](\.(0|[1-9][0-9]*)){2,}$');

-- Keyed hash of the device that took a measurement and of who sent it, another one in every space: so a device is known again (rules CAT-10).
alter table vault.measurement add column device_hash bytea;
create index measurement_device on vault.measurement (space_id, device_hash, entered_at desc) where device_hash is not null;
