CREATE TABLE call_history (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  start_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  ring_duration BIGINT NOT NULL, -- milliseconds
  talk_duration BIGINT NOT NULL, -- milliseconds
  direction VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  destination VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  dialed VARCHAR NOT NULL,
  caller_id VARCHAR NOT NULL,
  caller_name VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  call_id VARCHAR NOT NULL,
  UNIQUE (call_id, start_time)
);

CREATE INDEX call_history_order ON call_history (start_time, number);

CREATE TABLE address_book (
  name VARCHAR PRIMARY KEY
);

CREATE TABLE contact (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address_book VARCHAR NOT NULL REFERENCES address_book (name) ON DELETE CASCADE,
  name VARCHAR NOT NULL,
  phone_number VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  UNIQUE (address_book, name, phone_number, email)
);

CREATE TABLE extension (
  id VARCHAR PRIMARY KEY,
  phone_number VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  state VARCHAR NOT NULL
);
