alter table note add column author text;
insert into nowhere (a) values (1);
