-- The first page of a record by the day its documents speak of is found without sorting the whole record.
create index document_dated on vault.document (space_id, dated_at desc, id desc);
