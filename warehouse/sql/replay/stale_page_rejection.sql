-- name: why addresses that are read again gave no article; grain: rejection; incoming: url
DELETE FROM rejection
WHERE stage = 'content' AND subject IN (SELECT url FROM incoming)
