-- name: load rows of article_removed that cannot be there yet; grain: article and position; incoming: the rows
INSERT INTO article_removed BY NAME SELECT * FROM incoming
