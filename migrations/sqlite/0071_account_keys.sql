-- API keys move here from the doors: only the digest of a key is kept; its role decides what it may
-- do. A key may be bound to a client certificate, or to an SM2 key that signs each request.
create table account_keys (
  id text not null primary key,
  hash blob not null unique,
  agency text not null,
  role text not null,
  scope text not null,
  created_at integer not null,
  expires_at integer,
  ended_at integer,
  certificate text,
  public_key text,
  replaces text
);

insert into account_keys
  (id, hash, agency, role, scope, created_at, expires_at, ended_at, certificate, public_key, replaces)
  select id, hash, agency, role, scope, created_at, expires_at, ended_at, null, null, null
  from web_keys;

drop table web_keys;

-- Marks of signed requests, so that none is taken twice.
create table account_nonces (
  key_id text not null,
  nonce text not null,
  expires_at integer not null,
  primary key (key_id, nonce)
);

create index account_nonces_expires on account_nonces (expires_at);
