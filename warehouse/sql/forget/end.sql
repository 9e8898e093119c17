-- name: drop what was kept in mind while forgetting
DROP TABLE temp.forget_page;
DROP TABLE temp.forget_address;
DROP TABLE temp.forget_gone_page;
DROP TABLE temp.forget_article;
DROP TABLE temp.forget_claim;
DROP TABLE temp.forget_name
