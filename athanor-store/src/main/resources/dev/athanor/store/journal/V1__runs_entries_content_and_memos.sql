-- Times are microseconds since 1970 by the clock of whoever writes; states and forms are lower-case words. A body is JSON
-- after a byte that names its form: 0 as it is, 1 deflated with the first dictionary for entries.

create table run (
  number ${identity},
  id varchar(100) not null unique,
  program text not null,
  nested smallint not null,
  created bigint not null,
  state varchar(16) not null,
  updated bigint not null,
  epoch bigint not null,
  owner text,
  lease_until bigint,
  due bigint,
  last_seq bigint not null,
  cancelled smallint not null
);

create index run_by_age on run (created);

-- What is to be driven: few among many that are over.
create index run_active on run (state, due) where state in ('running', 'waiting', 'in_doubt');

-- Apart from the run, whose row changes with every append.
create table header (
  run ${number},
  body ${bytes} not null,
  checksum bigint not null
);

-- The name is a digest of kind, attempt and path: what an entry is unique by. Entries lie in the order they were written.
create table entry (
  run bigint not null,
  name ${bytes} not null,
  seq bigint not null,
  body ${bytes} not null,
  checksum bigint not null,
  primary key (run, name)
);

-- Bytes are null where the content is a file.
create table content (
  number ${number},
  hash ${bytes} not null unique,
  size bigint not null,
  since bigint not null,
  form varchar(16) not null,
  bytes ${bytes}
);

create table content_ref (
  run bigint not null,
  content bigint not null,
  primary key (run, content)
) ${clustered};

create index content_ref_by_content on content_ref (content);

create table memo (
  key ${bytes} not null primary key,
  run bigint not null,
  name ${bytes} not null
) ${clustered};
