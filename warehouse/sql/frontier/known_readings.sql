-- name: addresses under which some pages were read; grain: address and page; bound: pages (ids)
SELECT url, page_id FROM reading WHERE page_id IN (SELECT unnest($pages::VARCHAR[]))
