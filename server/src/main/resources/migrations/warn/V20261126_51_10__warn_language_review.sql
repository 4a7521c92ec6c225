-- Who translated and who, speaking the language, reviewed: subject is 'phrase:<id>' or a warning's id. A review is of
-- exactly the words with this hash; rows are only added, the newest of the same words counts.
create table warn.language_review (
  id          bigint generated always as identity primary key,
  subject     text not null,
  language    text not null,
  text_sha256 text not null,
  translator  text not null,
  reviewer    text not null,
  office      text not null,
  at          timestamptz not null,
  recorded_by text not null
);
create index language_review_of on warn.language_review (subject, language, text_sha256, id desc);
create index language_review_in on warn.language_review (language);
