-- The ground floor: the application's role and the outbox. No word about health here.
--
-- Two roles meet in the database. The owner runs these files and owns every table. `carnet_app` serves requests: it owns
-- nothing, creates nothing, and reads a row of the vault only where this very transaction wrote a permitting entry (0004, 0005).

do $$
begin
  if not exists (select from pg_roles where rolname = 'carnet_app') then
    create role carnet_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;

create schema platform;
grant usage on schema platform to carnet_app;

-- What must still happen because of a fact already written. Filled in the same transaction as the fact; delivered at
-- least once, its effect made exactly once by `id`, which every receiver uses as idempotency key.
create table platform.outbox (
  space_id     uuid        not null,
  id           uuid        not null,
  kind         text        not null,
  payload      jsonb       not null default '{}',
  created_at   timestamptz not null default now(),
  due_at       timestamptz not null default now(),
  attempts     integer     not null default 0,
  leased_until timestamptz,
  parked_at    timestamptz,
  parked_why   text,
  primary key (space_id, id)
);
create index outbox_due on platform.outbox (due_at) where parked_at is null;
grant select, insert, update, delete on platform.outbox to carnet_app;

-- Facts of the installation itself, by name: that the demonstration cast is loaded, for one.
create table platform.mark (
  name    text        primary key,
  made_at timestamptz not null default now()
);
grant select, insert, update, delete on platform.mark to carnet_app;
