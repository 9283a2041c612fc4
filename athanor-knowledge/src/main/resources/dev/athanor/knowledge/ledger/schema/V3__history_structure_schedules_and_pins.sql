-- The structure found in the text, deflated JSON. Null for what was recorded before structure was kept: such a document is
-- read once more when it has to be cut anew.
alter table content add column blocks ${bytes};

-- The document that had this content before, under another name.
alter table document add column renamed_from text;

-- What snapshots have had. A row is a document as it was made of one content by one set of programs; it is in all snapshots from
-- sequence since up to and without sequence until.
create table history (
  number ${identity},
  document text not null,
  source text not null,
  version text not null,
  location text not null,
  raw_hash text not null,
  parser text not null,
  cleaning text not null,
  chunker text not null,
  embedder text not null,
  treatment text,
  chunks integer not null,
  recorded bigint not null,
  renamed_from text,
  since bigint not null,
  until bigint
);

create index history_by_document on history (document);

create index history_by_end on history (until);

insert into history (document, source, version, location, raw_hash, parser, cleaning, chunker, embedder, treatment, chunks,
  recorded, since)
select document, source, version, coalesce(location, ''), raw_hash, parser, coalesce(cleaning, ''), chunker, embedder, treatment,
  chunks, recorded, (select max(sequence) from snapshot)
from document where version is not null and state = 'settled' and exists (select 1 from snapshot);

-- When a source is to be synced next, and how often in a row that has failed.
create table schedule (
  source text not null primary key,
  due bigint not null,
  failures integer not null,
  ended bigint not null,
  problem text
);

-- Snapshots that a sync keeps because runs still need them.
create table pin (
  snapshot text not null primary key
);
