-- Accounts of staff and of subjects. Names, password hashes and second factors are sealed.
create table account_accounts (
  id text not null primary key,
  holder text not null,
  login text unique,
  name text not null,
  agency text,
  division text,
  role text,
  proposed_by text not null,
  proposed_at integer not null,
  approved_by text,
  approved_at integer,
  password text,
  password_at integer,
  totp text,
  totp_step integer not null,
  enrolled_at integer,
  failures integer not null,
  held_until integer,
  locked_at integer,
  ended_at integer,
  signed_in_at integer
);

-- Which account is a person's; the number itself stands nowhere.
create table account_holders (
  subject_id blob not null primary key,
  account text not null
);

create index account_holders_by_account on account_holders (account);

-- Passwords used before, hashed and sealed.
create table account_passwords (
  account text not null,
  at integer not null,
  hash text not null,
  primary key (account, at)
);

-- One-time links, by the digest of their secret.
create table account_invitations (
  hash blob not null primary key,
  account text not null,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
);

create index account_invitations_by_account on account_invitations (account);

-- Sessions, by the digest of their secret; pending ones wait for the second factor.
create table account_sessions (
  hash blob not null primary key,
  id text not null unique,
  account text not null,
  pending integer not null,
  opened_at integer not null,
  seen_at integer not null,
  until_at integer not null,
  mandate text
);

create index account_sessions_by_account on account_sessions (account);

-- Who may act for an organisation. Names of persons are sealed.
create table account_mandates (
  subject_id blob not null,
  number text not null,
  person blob not null,
  person_name text not null,
  code text not null,
  name text not null,
  capacity text not null,
  granted_by text not null,
  granted_at integer not null,
  until_on text,
  ended_at integer,
  primary key (subject_id, number)
);

create index account_mandates_by_person on account_mandates (person);

-- Doors that are shut in an emergency.
create table account_freezes (
  door text not null primary key,
  reason text not null,
  frozen_by text not null,
  frozen_at integer not null
);
