-- What was read from uploads that nobody named in time goes with the next deposit: it is looked for by an index that holds nothing but what
-- waits, so that a deposit into a long record, or beside many others, costs what any deposit does.
create index blob_staged on vault.blob (space_id) where staged;
