-- The same statements for H2 and PostgreSQL.

CREATE TABLE message (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id VARCHAR NOT NULL UNIQUE,
  mailbox VARCHAR NOT NULL,
  folder VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  connection VARCHAR NOT NULL,
  sender VARCHAR NOT NULL,
  recipient VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  attachments VARCHAR ARRAY NOT NULL,
  report_url VARCHAR NOT NULL,
  extension VARCHAR NOT NULL,
  created TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  state VARCHAR NOT NULL,
  attempts INTEGER NOT NULL,
  next TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  reason VARCHAR NOT NULL,
  downloaded BOOLEAN NOT NULL
);

CREATE INDEX message_due ON message (connection, state, next, number);
CREATE INDEX message_folder ON message (mailbox, folder, created, number);

-- What neighbours call a message, a part each.
CREATE TABLE message_reference (
  message VARCHAR NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  reference VARCHAR NOT NULL,
  PRIMARY KEY (message, part)
);

CREATE INDEX message_reference_name ON message_reference (reference);
