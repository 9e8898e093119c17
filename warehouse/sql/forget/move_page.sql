-- name: give a page the address that gave it too; bound: page (id), url
UPDATE page SET url = $url, final_url = $url WHERE page_id = $page
