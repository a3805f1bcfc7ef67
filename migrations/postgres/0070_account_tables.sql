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
  proposed_at bigint not null,
  approved_by text,
  approved_at bigint,
  password text,
  password_at bigint,
  totp text,
  totp_step bigint not null,
  enrolled_at bigint,
  failures bigint not null,
  held_until bigint,
  locked_at bigint,
  ended_at bigint,
  signed_in_at bigint
);

-- Which account is a person's; the number itself stands nowhere.
create table account_holders (
  subject_id bytea not null primary key,
  account text not null
);

create index account_holders_by_account on account_holders (account);

-- Passwords used before, hashed and sealed.
create table account_passwords (
  account text not null,
  at bigint not null,
  hash text not null,
  primary key (account, at)
);

-- One-time links, by the digest of their secret.
create table account_invitations (
  hash bytea not null primary key,
  account text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);

create index account_invitations_by_account on account_invitations (account);

-- Sessions, by the digest of their secret; pending ones wait for the second factor.
create table account_sessions (
  hash bytea not null primary key,
  id text not null unique,
  account text not null,
  pending bigint not null,
  opened_at bigint not null,
  seen_at bigint not null,
  until_at bigint not null,
  mandate text
);

create index account_sessions_by_account on account_sessions (account);

-- Who may act for an organisation. Names of persons are sealed.
create table account_mandates (
  subject_id bytea not null,
  number text not null,
  person bytea not null,
  person_name text not null,
  code text not null,
  name text not null,
  capacity text not null,
  granted_by text not null,
  granted_at bigint not null,
  until_on text,
  ended_at bigint,
  primary key (subject_id, number)
);

create index account_mandates_by_person on account_mandates (person);

-- Doors that are shut in an emergency.
create table account_freezes (
  door text not null primary key,
  reason text not null,
  frozen_by text not null,
  frozen_at bigint not null
);
