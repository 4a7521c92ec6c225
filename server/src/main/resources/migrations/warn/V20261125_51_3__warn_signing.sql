-- Every certificate that the desk ever could sign public alerts with; those who hold a signed alert find it here.
create table warn.signing_certificate (
  sha256   text primary key,
  pem      text not null,
  taken_at timestamptz not null
);
