-- Calls that have begun and not ended, as call_history would show them.
CREATE TABLE call_in_progress (
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
  call_id VARCHAR PRIMARY KEY
);
