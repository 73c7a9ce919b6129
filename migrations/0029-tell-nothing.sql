-- What is kept from somebody tells of itself by no other document, and by no entry of the journal.

-- Which documents a document names (appends, replaces, signs, transforms), in clear: a list judges them in its own statement, before anything
-- is opened, and shows a relation only to whoever may read what it leads to. Ids are random and say nothing. Documents deposited before have
-- no word here: only their holder is shown what they name.
alter table vault.document add column relates_to uuid[];

-- Whether its holder disputes it: then entries about it, and about its bytes under their own id, are for the holder's eyes (0018).
alter table directory.locator add column disputed boolean not null default false;

create or replace function vault.follow_visibility() returns trigger
language plpgsql as $$
begin
  insert into directory.locator as l (id, space_id, hidden_from_representatives, withheld_since, disputed)
  select id, new.space_id, new.hidden_from_representatives, case when new.withheld then new.deposited_at end, new.quarantined
    from unnest(array[new.id, new.blob_id]) as given (id)
  on conflict (id) do update set hidden_from_representatives = excluded.hidden_from_representatives,
    withheld_since = excluded.withheld_since, disputed = excluded.disputed
    where (l.hidden_from_representatives, l.withheld_since, l.disputed)
      is distinct from (excluded.hidden_from_representatives, excluded.withheld_since, excluded.disputed);
  return null;
end
$$;
drop trigger follow_visibility on vault.document;
create trigger follow_visibility
  after insert or update of hidden_from_representatives, withheld, deposited_at, quarantined on vault.document
  for each row execute function vault.follow_visibility();

-- What is disputed already. The vault shows rows only to visits; its owner steps aside for this one statement.
alter table vault.document no force row level security;
alter table vault.document disable row level security;
update directory.locator l set disputed = true from vault.document d
 where l.id in (d.id, d.blob_id) and l.space_id = d.space_id and d.quarantined;
alter table vault.document enable row level security;
alter table vault.document force row level security;
