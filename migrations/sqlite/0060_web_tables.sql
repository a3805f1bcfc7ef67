-- API keys: only the digest of a key is kept; its role decides what it may do.
create table web_keys (
  id text not null primary key,
  hash blob not null unique,
  agency text not null,
  role text not null,
  scope text not null,
  created_at integer not null,
  expires_at integer,
  ended_at integer
);

-- Answers to requests with an Idempotency-Key, so that sending again does nothing twice.
create table web_idempotency (
  key_id text not null,
  idempotency_key text not null,
  request blob not null,
  status integer,
  content_type text,
  location text,
  body blob,
  expires_at integer not null,
  primary key (key_id, idempotency_key)
);

create index web_idempotency_expires on web_idempotency (expires_at);
