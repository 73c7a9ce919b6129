-- Which documents a document names (appends, replaces, signs, transforms), in clear: a list judges them in its own statement, before anything
-- is opened, and shows a relation only to whoever may read what it leads to. Ids are random and say nothing. Documents deposited before have
-- no word here: only their holder is shown what they name.
alter table vault.document add column relates_to uuid[];
