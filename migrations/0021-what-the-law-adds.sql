-- What the law adds to who may enter.

-- When a professional last read the warning of the law before opening records on our pages (rules ACC-9, ACC-30).
alter table directory.professional add column law_read_at timestamptz;
