-- Times are microseconds since 1970; lists and maps are JSON; positions are UTF-16 units, and code points where named so.

create table document (
  document text not null primary key,
  source text not null,
  -- 'indexed', or 'failed' when the file as it is now cannot be read.
  outcome varchar(16) not null,
  reason text,
  -- What the index is to have, if anything: 'pending' until a snapshot has it, 'leaving' until a snapshot has it no more.
  state varchar(16) not null,
  raw_hash text,
  fingerprint text,
  parser text,
  chunker text,
  embedder text,
  version text,
  title text,
  media_type text,
  metadata text,
  chunks integer not null,
  recorded bigint not null
);

create index document_by_source on document (source);

create index document_unfinished on document (state) where state <> 'settled';

-- The extracted text of the version above, deflated.
create table content (
  document text not null primary key,
  version text not null,
  deflated ${bytes} not null
);

create table section (
  document text not null,
  ordinal integer not null,
  headings text not null,
  start_unit integer not null,
  end_unit integer not null,
  start_code_point integer not null,
  primary key (document, ordinal)
) ${clustered};

create table chunk (
  document text not null,
  ordinal integer not null,
  id text not null,
  section integer not null,
  headings text not null,
  prefix text not null,
  start_unit integer not null,
  end_unit integer not null,
  start_code_point integer not null,
  passage_hash text not null,
  primary key (document, ordinal)
) ${clustered};

create index chunk_by_passage on chunk (passage_hash);

-- Little-endian 32-bit floats. What says the same has the same vector, in whichever document it stands.
create table vector (
  passage_hash text not null,
  embedder text not null,
  components ${bytes} not null,
  primary key (passage_hash, embedder)
);

create table snapshot (
  sequence ${identity},
  name text not null unique,
  number bigint not null,
  embedder text not null,
  documents integer not null,
  chunks integer not null,
  committed bigint not null
);
