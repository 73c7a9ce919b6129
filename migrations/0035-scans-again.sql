-- When a file last came into a space, and by which signatures of the virus scanner its files were last looked at, and when: of a space as a
-- whole, so that nobody reads here which file, nor what was found. `scanned_for` is null until its files were looked at for the first time.
alter table access.space
  add column contents_at timestamptz,
  add column scanned_for text,
  add column scanned_at  timestamptz;
create index space_unscanned on access.space (space_id) where scanned_for is null;
create index space_scanned on access.space (contents_at) where contents_at is not null;
