-- What an objection tells of an act, and what a merge sets aside.

-- Who deposited and the day of the act say something of a person's health: sealed with the key of the holder's space, and gone with it.
alter table objection.objection add column details bytea;
-- What was in clear waits here until the next start has sealed it (it alone has the keys); empty from then on.
create table objection.unsealed as select space_id, id, party_name, act_on from objection.objection;
alter table objection.unsealed add primary key (space_id, id);
alter table objection.unsealed add foreign key (space_id, id) references objection.objection on delete cascade;
grant select, delete on objection.unsealed to carnet_app;
alter table objection.objection drop column party_name, drop column act_on;

-- A document that a correction brought in, or that stood there, and that an objection keeps out: what it was before.
alter table vault.transfer drop constraint transfer_kind_check;
alter table vault.transfer add constraint transfer_kind_check check (kind in ('taken', 'handed', 'tightened', 'objected'));
