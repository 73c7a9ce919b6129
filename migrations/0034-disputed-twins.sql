-- A case that followed its holder into a space where the same document stands under another id: the id that it named before.
alter table dispute.dispute_case add column twin_of uuid;
