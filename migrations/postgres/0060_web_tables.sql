-- API keys: only the digest of a key is kept; its role decides what it may do.
create table web_keys (
  id text not null primary key,
  hash bytea not null unique,
  agency text not null,
  role text not null,
  scope text not null,
  created_at bigint not null,
  expires_at bigint,
  ended_at bigint
);

-- Answers to requests with an Idempotency-Key, so that sending again does nothing twice.
create table web_idempotency (
  key_id text not null,
  idempotency_key text not null,
  request bytea not null,
  status bigint,
  content_type text,
  location text,
  body bytea,
  expires_at bigint not null,
  primary key (key_id, idempotency_key)
);

create index web_idempotency_expires on web_idempotency (expires_at);
