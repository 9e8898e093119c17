-- name: no setting can be changed from here on; grain: setting
SET lock_configuration = true
