-- What a virus scanner said of an object, beside its name: `unscanned` where none was asked, `waiting` until it answers, then `clean` or
-- `infected`. It stands with the object and not with the document: whose it is, and that it is infected, is told nowhere together in clear.
alter table platform.blob_object
  add column scan text not null default 'unscanned' check (scan in ('unscanned', 'waiting', 'clean', 'infected'));
create index blob_object_closed on platform.blob_object (scan) where scan in ('waiting', 'infected');
