-- What people added themselves is theirs to change and to throw away (rules DOC-8, DOC-10, DOC-12): thirty days long it can be taken back.

-- Added by the holder, or by who represents them; everything else was put by a professional, the insurer or the system.
alter table vault.document add column own boolean not null default false;
-- In the bin: until when, and what it was before. It is entered-in-error besides, so that nobody reads it.
alter table vault.document add column binned_until timestamptz;
alter table vault.document add column binned_from text check (binned_from in ('current', 'superseded'));
alter table vault.document add constraint document_binned
  check ((binned_until is null) = (binned_from is null) and (binned_until is null or own));

-- Where something lies in a bin, and until when: what a worker finds without looking into a space.
create table directory.binned (
  space_id    uuid        not null,
  document_id uuid        not null,
  until       timestamptz not null,
  primary key (space_id, document_id)
);
create index binned_due on directory.binned (until);
grant select, insert, update, delete on directory.binned to carnet_app;

create function vault.follow_bin() returns trigger
language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.binned_until is null or new.away then
    delete from directory.binned where document_id = old.id and space_id = old.space_id;
  else
    insert into directory.binned (space_id, document_id, until) values (new.space_id, new.id, new.binned_until)
    on conflict (space_id, document_id) do update set until = excluded.until;
  end if;
  return null;
end
$$;
create trigger follow_bin after update of binned_until, away on vault.document
  for each row when (old.binned_until is not null or new.binned_until is not null) execute function vault.follow_bin();
create trigger forget_bin after delete on vault.document
  for each row when (old.binned_until is not null) execute function vault.follow_bin();

-- What people added before: of their uploads alone the depositor is a person with a space. The vault shows rows only to visits; its owner
-- steps aside for this one statement.
alter table vault.document no force row level security;
alter table vault.document disable row level security;
alter table vault.blob no force row level security;
alter table vault.blob disable row level security;
update vault.document d set own = true from vault.blob b
 where b.space_id = d.space_id and b.id = d.blob_id and exists (select from access.space s where s.space_id::text = b.depositor_id);
alter table vault.blob enable row level security;
alter table vault.blob force row level security;
alter table vault.document enable row level security;
alter table vault.document force row level security;
