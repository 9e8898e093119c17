-- name: no way to files, network and further extensions from here on; grain: setting
SET enable_external_access = false
