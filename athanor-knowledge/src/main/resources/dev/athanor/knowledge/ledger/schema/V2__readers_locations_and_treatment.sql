-- Where the content was, as a URI.
alter table document add column location text;

-- What was known without opening it, as JSON: another value has the document written anew.
alter table document add column attributes text;

-- The principals that may read the document, a JSON list.
alter table document add column readers text;

alter table document add column cleaning text;

-- What cleaning did and found, JSON: a count by kind.
alter table document add column treatment text;
