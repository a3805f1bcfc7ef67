-- Articles: what they say, revision by revision, and every step from the first word to the last.

create table content_articles (
  number integer not null primary key, -- position of the fact that first wrote it
  site text not null,
  shelf text not null,                 -- the column of the site
  language text not null,
  state text not null,                 -- draft, submitted, published, sent-back, held, withdrawn
  revision integer not null,           -- the latest
  writer text not null,                -- who wrote the latest revision
  title text not null,                 -- of the latest revision
  public_revision integer,
  public_from text,
  public_until text,
  public_position integer,             -- the review by which it is public
  was_public integer not null,
  changed_at integer not null,
  position integer not null            -- the latest fact about it
);
create index content_articles_by_shelf on content_articles (site, shelf, language, public_position);
create index content_articles_by_change on content_articles (position);

create table content_revisions (
  number integer not null,
  revision integer not null,
  title text not null,
  summary text not null,
  body text not null,
  source text not null,
  evidence text not null,
  agency text not null,
  writer text not null,
  written_at integer not null,
  primary key (number, revision)
);

create table content_steps (
  number integer not null,
  position integer not null,
  at integer not null,
  step text not null,
  revision integer not null,
  agency text not null,
  account text not null,
  note text not null,
  primary key (number, position)
);
