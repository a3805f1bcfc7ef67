-- Which migrations have run, and their text: a file that is changed afterwards is refused.
create table if not exists store_migrations (
    file text primary key,
    script text not null
);
