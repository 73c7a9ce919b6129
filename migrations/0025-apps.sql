-- Apps of the catalogue: public clients, known by where they are sent back to and by nothing secret. What a holder consents to stands in
-- access.permission, as for whoever else may enter. An id begins with a letter, so that it is never a national identifier's.
create table directory.app (
  client_id     text   primary key check (client_id ~ '^[a-z][a-z0-9-]{2,62}$'),
  name          text   not null,
  publisher     text   not null,
  redirect_uris text[] not null check (cardinality(redirect_uris) > 0)
);
grant select, insert, update, delete on directory.app to carnet_app;
