-- Objections are cases now.

drop table workflow_objections;
drop table workflow_steps;
