-- What `explain` asks of large tables: whose a number or a device is, and how the values of one object ended.
CREATE INDEX draft_owner ON draft (json_extract(data, '$.owner')) WHERE kind IN ('number', 'device');
CREATE INDEX coverage_owner ON coverage (owner);
