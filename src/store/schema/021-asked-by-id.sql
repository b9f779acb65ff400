-- Whoever asks about one object finds its decisions, and a device in whatever case it is written, without reading all.
CREATE INDEX decision_object ON decision (object);
CREATE INDEX bw_device_any_case ON bw_device (key COLLATE NOCASE);
