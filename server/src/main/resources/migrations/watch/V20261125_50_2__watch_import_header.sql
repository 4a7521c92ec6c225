-- The line that names the columns of a CSV file, sealed like the lines that were refused, which
-- cannot be read again without it. (Of a file without such a line it is a person's.)
alter table watch.import add column header bytea, add column header_key bytea;
