-- Codes by which a holder lets somebody in whom they do not name.

-- Which space a share code leads to, while it is good. `id` is made of the keyed hash of the code, and is that of its permission in
-- access.permission, which alone says what it shows: a row here that has none there opens nothing. Stopped, used up: gone.
create table directory.share_code (
  id       uuid        primary key,
  space_id uuid        not null,
  until    timestamptz
);
create index share_code_space on directory.share_code (space_id);
grant select, insert, update, delete on directory.share_code to carnet_app;
