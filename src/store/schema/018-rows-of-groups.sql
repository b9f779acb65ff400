-- A provider with thousands of groups is thousands of customers: each loads its own rows, not everybody's.
CREATE INDEX bw_dn_group ON bw_dn (provider_key, group_key);
CREATE INDEX bw_device_group ON bw_device (provider_key, group_key);
CREATE INDEX bw_instance_group ON bw_instance (provider_key, group_key);
CREATE INDEX bw_department_group ON bw_department (provider_key, group_key);
DROP INDEX bw_user_group;
CREATE INDEX bw_user_group ON bw_user (provider_key, group_key);
CREATE INDEX decision_customer ON decision (customer, kind, id);
CREATE INDEX loss_customer ON loss (customer);
CREATE INDEX finding_customer ON finding (customer);
CREATE INDEX coverage_list_customer ON coverage_list (customer);
