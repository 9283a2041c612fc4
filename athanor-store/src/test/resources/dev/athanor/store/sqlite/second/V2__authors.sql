alter table note add column author text;
