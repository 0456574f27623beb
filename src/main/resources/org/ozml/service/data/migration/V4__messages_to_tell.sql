-- Messages that have arrived, and reports about sent ones, of which nobody was told yet.
CREATE TABLE message_to_tell (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message VARCHAR NOT NULL UNIQUE REFERENCES message (id) ON DELETE CASCADE,
  status VARCHAR NOT NULL, -- whether it was delivered; empty: it has arrived
  happened TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
