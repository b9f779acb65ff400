-- Reasons of drafts are many and alike: what they share stands here once, and a draft keeps the words that are its own.
-- Rows stay, so that an id never changes its meaning.
CREATE TABLE reason_pattern (id INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE) STRICT;
