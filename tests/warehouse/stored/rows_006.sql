-- name: what was written for a small world; grain: that of each table
INSERT INTO article VALUES
('273d3f2372b57dae9abcc6b44296be76', '90bc7dcc1057b84b6b672c1aae6aebf06d406db86cab5e896f6ca280235b47f5', 'sample', 'https://news.example/anthropic-cloud', 'anthropic-cloud', 'anthropic-cloud

body of anthropic-cloud', 'en', NULL, '2025-02-20 00:00:00', 'day', NULL, NULL, 'Paper Three', NULL, NULL, NULL, 0, NULL),
('3b10ed8df2ef2138b0919e99b4a17b89', '2df4d59701c7c9dcd4c58b625108cba5c086a5c6ad481fe95eaa11e92eeab40f', 'sample', 'https://news.example/zh-suanli', '微软承诺采购算力', '微软承诺采购算力

微软承诺向CoreWeave采购100亿美元算力。', 'zh', 'Hans', '2025-03-01 00:00:00', 'day', NULL, NULL, '财经日报', NULL, NULL, NULL, 0, NULL),
('3f6d4808e89e604b4387ba8c777012ba', 'c7cd3509327a1b61138fdeec2ad1bf83168ae5bac24d55625c5bd17f26a87347', 'sample', 'https://news.example/zh-hant', '輝達投資OpenAI', '輝達投資OpenAI

輝達承諾向OpenAI投資1000億美元,分階段付款。', 'zh', 'Hant', '2025-03-02 00:00:00', 'day', NULL, NULL, '經濟時報', NULL, NULL, NULL, 0, NULL),
('a403beb3b8ae6d5c1ff9cbf7dd73b973', 'b3c49727b6b706547ff2c935b594ce09ed7b5d68cd5b476617e317e975e27f58', 'sample', 'https://news.example/=cmd|'' /C calc''!A0', '=cmd|'' /C calc''!A0', '=cmd|'' /C calc''!A0

body of =cmd|'' /C calc''!A0', 'en', NULL, NULL, NULL, NULL, NULL, '@desk', NULL, NULL, NULL, 0, NULL),
('c5c34938072a4de3188a59eb57d1f478', '5c79aeb875cc022e16b869315753f026a3437578cb5b8dc567de9e4bdcfc7753', 'sample', 'https://news.example/google-invests-copy', 'google-invests-copy', 'google-invests-copy

body of google-invests-copy', 'en', NULL, '2025-01-15 00:00:00', 'day', NULL, NULL, 'Paper Two', 'Wire One', NULL, NULL, 0, NULL),
('d47a46f72bd0513e73df0780c695a857', '7af3df24140c2aaa03bfae446a3098055c132377ebd3315187bac7547bf4b3ae', 'sample', 'https://news.example/ten-fold', 'ten-fold', 'ten-fold

body of ten-fold', 'en', NULL, '2025-03-03 00:00:00', 'day', NULL, NULL, 'Paper Four', NULL, NULL, NULL, 0, NULL),
('de69bbfc7792156f0277826f775d8e1e', '8b47045eb7b8ca42aa967f33ee1d014ba89f8d1ac207426b482d34b5c0d90935', 'sample', 'https://news.example/cancelled', 'cancelled', 'cancelled

body of cancelled', 'en', NULL, '2025-06-01 00:00:00', 'day', NULL, NULL, 'Paper Five', NULL, NULL, NULL, 0, NULL),
('fc7da0e251c30c0acd2ab0afc3ca9237', 'eb3998349d9b60272eca7366b0aa61f82fb3f860a74b5887cb8f2e5d1b27df0e', 'sample', 'https://news.example/google-invests', 'google-invests', 'google-invests

body of google-invests', 'en', NULL, '2025-01-15 00:00:00', 'day', NULL, NULL, 'Wire One', NULL, NULL, NULL, 0, NULL);
INSERT INTO article_removed VALUES
('3b10ed8df2ef2138b0919e99b4a17b89', 0, 'disclaimer', '免责声明''');
INSERT INTO claim VALUES
('040af602c1e0effa74bf703ddb6c79c1', '3f6d4808e89e604b4387ba8c777012ba', 'equity', NULL, 100000000000.00, 'USD', 'up_to', NULL, NULL, NULL, NULL, 'announced', '2025-03-01', '2025-03-01', '2025-03-01', 'single', NULL, false, NULL, '輝達承諾向OpenAI投資1000億美元,分階段付款。', 12, 39, 0.9, true, 'test-1'),
('07878614d6b2696bbae8aa864658653a', '273d3f2372b57dae9abcc6b44296be76', 'debt', NULL, 500000000.00, 'EUR', 'up_to', NULL, NULL, NULL, NULL, 'announced', '2025-02', '2025-02-01', '2025-02-28', 'single', NULL, false, NULL, 'anthropic-cloud', 0, 15, 0.9, true, 'test-1'),
('3413b78234a4d1930abf8637ecf95f8b', '273d3f2372b57dae9abcc6b44296be76', 'commitment', 3000000000.00, 4000000000.00, 'USD', 'range', NULL, NULL, NULL, NULL, 'announced', '2025-02-18', '2025-02-18', '2025-02-18', 'single', NULL, false, NULL, 'anthropic-cloud', 0, 15, 0.9, true, 'test-1'),
('34a2adbf9fd19f4fb94340b17f449ff5', '3b10ed8df2ef2138b0919e99b4a17b89', 'commitment', 10000000000.00, 10000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'announced', '2025-02-28', '2025-02-28', '2025-02-28', 'single', NULL, false, NULL, '微软承诺向CoreWeave采购100亿美元算力。', 10, 35, 0.9, true, 'test-1'),
('3b9244c8bf00706c7600ced24d85309e', 'a403beb3b8ae6d5c1ff9cbf7dd73b973', 'equity', NULL, NULL, NULL, NULL, 12.5000, NULL, NULL, NULL, 'announced', NULL, NULL, NULL, 'single', NULL, false, NULL, '=cmd|'' /C calc''!A0', 0, 18, 0.9, false, 'test-1'),
('4656e22ecd4eb6fe3fd518e3caa66240', '273d3f2372b57dae9abcc6b44296be76', 'equity', 4000000000.00, 4000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'completed', '2025-02-10', '2025-02-10', '2025-02-10', 'single', NULL, false, NULL, 'anthropic-cloud', 0, 15, 0.9, true, 'test-1'),
('4ed39189b4677134256f630429b1aa2c', '273d3f2372b57dae9abcc6b44296be76', 'equity', 4000000000.00, 4000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'announced', '2025-01-10', '2025-01-10', '2025-01-10', 'single', NULL, false, NULL, 'anthropic-cloud', 0, 15, 0.9, true, 'test-0'),
('9c3185389ec6cbe4317db088cf0920d6', 'd47a46f72bd0513e73df0780c695a857', 'equity', 20000000000.00, 20000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'announced', '2025-01-10', '2025-01-10', '2025-01-10', 'single', NULL, false, NULL, 'ten-fold', 0, 8, 0.9, true, 'test-1'),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 'fc7da0e251c30c0acd2ab0afc3ca9237', 'equity', 2000000000.00, 2000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'announced', '2025-01-10', '2025-01-10', '2025-01-10', 'single', NULL, false, NULL, 'google-invests', 0, 14, 0.9, true, 'test-1'),
('e811dea9cd42d188625a9c69bc0659d7', '273d3f2372b57dae9abcc6b44296be76', 'commitment', 4000000000.00, NULL, 'USD', 'at_least', NULL, NULL, NULL, NULL, 'announced', '2025-02-10', '2025-02-10', '2025-02-10', 'single', NULL, false, NULL, 'anthropic-cloud', 0, 15, 0.9, true, 'test-1'),
('ea36649b65c8c755b302e07af0c18744', 'de69bbfc7792156f0277826f775d8e1e', 'equity', 2000000000.00, 2000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'cancelled', '2025-06-01', '2025-06-01', '2025-06-01', 'single', NULL, false, NULL, 'cancelled', 0, 9, 0.9, true, 'test-1'),
('f394d151e87099be59209ea2e2196d0d', 'c5c34938072a4de3188a59eb57d1f478', 'equity', 2000000000.00, 2000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'announced', '2025-01-10', '2025-01-10', '2025-01-10', 'single', NULL, false, NULL, 'google-invests-copy', 0, 19, 0.9, true, 'test-1');
INSERT INTO claim_decision VALUES
('3556aca8d055d839b701098f6eb40b00', '2026-11-26 02:39:54.545638', 'Reader', 'accept', NULL, NULL, '040af602c1e0effa74bf703ddb6c79c1', '3f6d4808e89e604b4387ba8c777012ba', 'https://news.example/zh-hant', '{"amount": {"currency": "USD", "high": "100000000000.00", "low": null, "qualifier": "up_to"}, "change": null, "collateral": null, "confidence": 0.9, "date": "2025-03-01", "end": 39, "exclusive": false, "extractor": "test-1", "kind": "equity", "payee": [{"end": null, "names": ["OpenAI"], "party_id": null, "start": null}], "payer": [{"end": null, "names": ["輝達"], "party_id": null, "start": null}], "quote": "輝達承諾向OpenAI投資1000億美元,分階段付款。", "scope": "single", "stake_pct": null, "start": 12, "status": "announced", "sure": true, "term": null}', NULL, NULL, NULL, NULL),
('7a9664e56906f90c0616c3365acd231b', '2026-11-26 02:39:54.545639', 'Reader', 'edit', 'exclusive', 'true', 'f394d151e87099be59209ea2e2196d0d', 'c5c34938072a4de3188a59eb57d1f478', 'https://news.example/google-invests-copy', '{"amount": {"currency": "USD", "high": "2000000000.00", "low": "2000000000.00", "qualifier": "exact"}, "change": null, "collateral": null, "confidence": 0.9, "date": "2025-01-10", "end": 19, "exclusive": false, "extractor": "test-1", "kind": "equity", "payee": [{"end": null, "names": ["Anthropic"], "party_id": null, "start": null}], "payer": [{"end": null, "names": ["Google"], "party_id": null, "start": null}], "quote": "google-invests-copy", "scope": "single", "stake_pct": null, "start": 0, "status": "announced", "sure": true, "term": null}', NULL, NULL, NULL, NULL);
INSERT INTO claim_party VALUES
('040af602c1e0effa74bf703ddb6c79c1', 'payee', 0, ['OpenAI']::VARCHAR[], NULL, NULL, NULL),
('040af602c1e0effa74bf703ddb6c79c1', 'payer', 0, ['輝達']::VARCHAR[], NULL, NULL, NULL),
('07878614d6b2696bbae8aa864658653a', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('07878614d6b2696bbae8aa864658653a', 'payer', 0, ['Foo Robotics']::VARCHAR[], NULL, NULL, NULL),
('3413b78234a4d1930abf8637ecf95f8b', 'payee', 0, ['Google Cloud']::VARCHAR[], NULL, NULL, NULL),
('3413b78234a4d1930abf8637ecf95f8b', 'payer', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('34a2adbf9fd19f4fb94340b17f449ff5', 'payee', 0, ['CoreWeave']::VARCHAR[], NULL, NULL, NULL),
('34a2adbf9fd19f4fb94340b17f449ff5', 'payer', 0, ['微软']::VARCHAR[], NULL, NULL, NULL),
('3b9244c8bf00706c7600ced24d85309e', 'payee', 0, ['OpenAI']::VARCHAR[], NULL, NULL, NULL),
('3b9244c8bf00706c7600ced24d85309e', 'payer', 0, ['Oracle']::VARCHAR[], NULL, NULL, NULL),
('4656e22ecd4eb6fe3fd518e3caa66240', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('4656e22ecd4eb6fe3fd518e3caa66240', 'payer', 0, ['Amazon']::VARCHAR[], NULL, NULL, NULL),
('4ed39189b4677134256f630429b1aa2c', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('4ed39189b4677134256f630429b1aa2c', 'payer', 0, ['Amazon']::VARCHAR[], NULL, NULL, NULL),
('9c3185389ec6cbe4317db088cf0920d6', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('9c3185389ec6cbe4317db088cf0920d6', 'payer', 0, ['Google']::VARCHAR[], NULL, NULL, NULL),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 'payer', 0, ['Google']::VARCHAR[], NULL, NULL, NULL),
('e811dea9cd42d188625a9c69bc0659d7', 'payee', 0, ['AWS']::VARCHAR[], NULL, NULL, NULL),
('e811dea9cd42d188625a9c69bc0659d7', 'payer', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('ea36649b65c8c755b302e07af0c18744', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('ea36649b65c8c755b302e07af0c18744', 'payer', 0, ['Google']::VARCHAR[], NULL, NULL, NULL),
('f394d151e87099be59209ea2e2196d0d', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('f394d151e87099be59209ea2e2196d0d', 'payer', 0, ['Google']::VARCHAR[], NULL, NULL, NULL);
INSERT INTO deal VALUES
('3c76437e7c346ef1a6402bec6c7a603f', 'a433d4f39d5640c40ff4be98d832afd0', 'supply', 'commitment', 'single', NULL, 10000000000.00, 10000000000.00, 'USD', 'exact', 10000000000.00, 10000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02-28', '2025-02-28', '2025-02-28', '2025-03-01 00:00:00', '2025-03-01 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '34a2adbf9fd19f4fb94340b17f449ff5'),
('81c7a835ce6be0ba859cc053781d87f0', '556891cb2b78ecc4680aa56231cbfcd3', 'funding', 'equity', 'single', NULL, NULL, 100000000000.00, 'USD', 'up_to', NULL, 100000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-03-01', '2025-03-01', '2025-03-01', '2025-03-02 00:00:00', '2025-03-02 00:00:00', false, NULL, false, true, 1.0, 1, 1, 0, '040af602c1e0effa74bf703ddb6c79c1'),
('84341140b21d477c694bbd3140e8a941', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'supply', 'commitment', 'single', NULL, 3000000000.00, 4000000000.00, 'USD', 'range', 3000000000.00, 4000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02-18', '2025-02-18', '2025-02-18', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '3413b78234a4d1930abf8637ecf95f8b'),
('a0bc4c8e429c0ce6635d95281359f727', '08ae08360ba81e80ae720482bc06d783', 'supply', 'commitment', 'single', NULL, 4000000000.00, NULL, 'USD', 'at_least', 4000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02-10', '2025-02-10', '2025-02-10', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, 'e811dea9cd42d188625a9c69bc0659d7'),
('a980bb661586c8846382fb39e32c1dc1', '330c664aa0ca776a630c709aebf940e6', 'funding', 'equity', 'single', NULL, 4000000000.00, 4000000000.00, 'USD', 'exact', 4000000000.00, 4000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'completed', false, '2025-02-10', '2025-02-10', '2025-02-10', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '4656e22ecd4eb6fe3fd518e3caa66240'),
('d7b41cf12fa4eb88406a37c4b2807f3a', 'd8e45880d1c33cea9950889d195d46e8', 'funding', 'equity', 'single', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 12.5000, NULL, NULL, NULL, 'announced', false, NULL, NULL, NULL, '2025-06-01 00:00:00', '2025-06-01 00:00:00', false, NULL, false, false, 0.9, 1, 1, 0, '3b9244c8bf00706c7600ced24d85309e'),
('d9453e41c26d552e0953474b9f5e7992', '6edf21772a4c01ff5351a67da4e5374a', 'funding', 'debt', 'single', NULL, NULL, 500000000.00, 'EUR', 'up_to', NULL, 523900000.00, '2025-02-14', 1.0478000000, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02', '2025-02-01', '2025-02-28', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '07878614d6b2696bbae8aa864658653a'),
('dd5187686c1e89533b1dd578a353f0a5', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'funding', 'equity', 'single', NULL, 2000000000.00, 2000000000.00, 'USD', 'exact', 2000000000.00, 2000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'cancelled', false, '2025-01-10', '2025-01-10', '2025-01-10', '2025-01-15 00:00:00', '2025-06-01 00:00:00', true, NULL, false, true, 1.0, 4, 3, 1, 'bf5adb3efed1dcc0d14a3d890d9df3b3');
INSERT INTO deal_claim VALUES
('04bf780b9c23aaf8c7effddb13f9f95b', '330c664aa0ca776a630c709aebf940e6', '4656e22ecd4eb6fe3fd518e3caa66240', 'support', 'article:273d3f2372b57dae9abcc6b44296be76', '2025-02-20 00:00:00'),
('1749bdbee07ec803ff027ab8432eca89', '6edf21772a4c01ff5351a67da4e5374a', '07878614d6b2696bbae8aa864658653a', 'support', 'article:273d3f2372b57dae9abcc6b44296be76', '2025-02-20 00:00:00'),
('2d820e0e6ab0c9803d92077bd114a6bb', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'support', 'article:c5c34938072a4de3188a59eb57d1f478', '2025-01-15 00:00:00'),
('3f0daed3a83b730d30c43a80597fff0f', 'a433d4f39d5640c40ff4be98d832afd0', '34a2adbf9fd19f4fb94340b17f449ff5', 'support', 'article:3b10ed8df2ef2138b0919e99b4a17b89', '2025-03-01 00:00:00'),
('6879fa1318bd0e92acf1b3105d2669c1', 'a1e3d0a1f99a092ef02fe264e9d25c31', '9c3185389ec6cbe4317db088cf0920d6', 'unit_error', 'article:d47a46f72bd0513e73df0780c695a857', '2025-03-03 00:00:00'),
('6d7866fcf2f049c147d446911d159be3', '556891cb2b78ecc4680aa56231cbfcd3', '040af602c1e0effa74bf703ddb6c79c1', 'support', 'article:3f6d4808e89e604b4387ba8c777012ba', '2025-03-02 00:00:00'),
('6eb4fac2c9005a7610d0a21d4dd277df', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'f394d151e87099be59209ea2e2196d0d', 'support', 'article:c5c34938072a4de3188a59eb57d1f478', '2025-01-15 00:00:00'),
('8420603854fe4d8acc2401801b60f13c', '08ae08360ba81e80ae720482bc06d783', 'e811dea9cd42d188625a9c69bc0659d7', 'support', 'article:273d3f2372b57dae9abcc6b44296be76', '2025-02-20 00:00:00'),
('926b0eebe7e0f6dd7b17b607c8428c17', 'd8e45880d1c33cea9950889d195d46e8', '3b9244c8bf00706c7600ced24d85309e', 'support', 'article:a403beb3b8ae6d5c1ff9cbf7dd73b973', '2025-06-01 00:00:00'),
('dcfc747db547122135861d1a96e7c86c', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'ea36649b65c8c755b302e07af0c18744', 'support', 'article:de69bbfc7792156f0277826f775d8e1e', '2025-06-01 00:00:00'),
('e81888666d88e7106851b8e3b84661eb', '3fa72ed7fbca940eb2a4b1e9516a3e50', '3413b78234a4d1930abf8637ecf95f8b', 'support', 'article:273d3f2372b57dae9abcc6b44296be76', '2025-02-20 00:00:00');
INSERT INTO deal_conflict VALUES
('62f3152bf85bde745da0355b4a0d3e4a', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'unit', 'exact 20000000000.00 USD', 1, 1, false);
INSERT INTO deal_party VALUES
('24c71dbc5b2f48050eca6548537e2211', '330c664aa0ca776a630c709aebf940e6', 'payer', 0, 'amazon', 'amazon'),
('33b19212191272ee30c7a62afef18ee1', '556891cb2b78ecc4680aa56231cbfcd3', 'payer', 0, 'nvidia', 'nvidia'),
('7424ed59c668ce635e0a3f421456a6db', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'payee', 0, 'anthropic', 'anthropic'),
('7b5a148b183515f9ffc4a54d9b5ee342', 'd8e45880d1c33cea9950889d195d46e8', 'payer', 0, 'oracle', 'oracle'),
('90a3b7dbdc0f1db1aa4f4bb52e4deb0b', '556891cb2b78ecc4680aa56231cbfcd3', 'payee', 0, 'openai', 'openai'),
('973b8e6efe38b8ce43c4322692410b7f', 'd8e45880d1c33cea9950889d195d46e8', 'payee', 0, 'openai', 'openai'),
('9d0dbcbda301da1036d927ca10aa9650', 'a433d4f39d5640c40ff4be98d832afd0', 'payer', 0, 'microsoft', 'microsoft'),
('9fc42969a35dafab3373756906a2c706', '6edf21772a4c01ff5351a67da4e5374a', 'payee', 0, 'anthropic', 'anthropic'),
('a01234351bafe3ae829fb4aa50be0d23', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'payee', 0, 'google_cloud', 'alphabet'),
('b07d215feb8ef6a1426d486173f444f8', 'a433d4f39d5640c40ff4be98d832afd0', 'payee', 0, 'coreweave', 'coreweave'),
('d52f70f0a182e03881bb3212082c35ea', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'payer', 0, 'anthropic', 'anthropic'),
('d80cf241c7d69db781e3817c42cc657e', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'payer', 0, 'google', 'alphabet'),
('e67521adec01c00e12730ba9fb59b194', '08ae08360ba81e80ae720482bc06d783', 'payee', 0, 'aws', 'amazon'),
('e9e85acc5eec56dbf621ef5a02188e6f', '08ae08360ba81e80ae720482bc06d783', 'payer', 0, 'anthropic', 'anthropic'),
('eadb2ee4994ce01b393306b2aff66ab7', '6edf21772a4c01ff5351a67da4e5374a', 'payer', 0, 'new-e8461b5663535e9c', 'new-e8461b5663535e9c'),
('f2ae0ad0151e14616e57f7024291731d', '330c664aa0ca776a630c709aebf940e6', 'payee', 0, 'anthropic', 'anthropic');
INSERT INTO deal_status VALUES
('1024fd6294b5c77a78ca9e365c2e7fa3', 'd8e45880d1c33cea9950889d195d46e8', 0, '2025-06-01 00:00:00', 'announced', false, NULL, NULL, NULL, NULL, NULL, NULL, '3b9244c8bf00706c7600ced24d85309e', NULL, NULL),
('6c62b124eb6b382e81bbcf4bda28e813', 'a1e3d0a1f99a092ef02fe264e9d25c31', 0, '2025-01-15 00:00:00', 'announced', false, '2025-01-10', 2000000000.00, 2000000000.00, 'USD', 2000000000.00, 2000000000.00, 'bf5adb3efed1dcc0d14a3d890d9df3b3', NULL, NULL),
('7308f0dcb1aa3c65c52c44a9afa0e0c6', 'a1e3d0a1f99a092ef02fe264e9d25c31', 1, '2025-03-03 00:00:00', 'announced', false, '2025-01-10', 2000000000.00, 20000000000.00, 'USD', 2000000000.00, 20000000000.00, 'bf5adb3efed1dcc0d14a3d890d9df3b3', NULL, NULL),
('761812b05729a0299bebf4610918c1bb', '330c664aa0ca776a630c709aebf940e6', 0, '2025-02-20 00:00:00', 'completed', false, '2025-02-10', 4000000000.00, 4000000000.00, 'USD', 4000000000.00, 4000000000.00, '4656e22ecd4eb6fe3fd518e3caa66240', NULL, NULL),
('8c1ba456e6f620d3a3d94fd8361f7f8a', '08ae08360ba81e80ae720482bc06d783', 0, '2025-02-20 00:00:00', 'announced', false, '2025-02-10', 4000000000.00, NULL, 'USD', 4000000000.00, NULL, 'e811dea9cd42d188625a9c69bc0659d7', NULL, NULL),
('a1abd1b992c843289ec8b560b8df6f62', '6edf21772a4c01ff5351a67da4e5374a', 0, '2025-02-20 00:00:00', 'announced', false, '2025-02', NULL, 500000000.00, 'EUR', NULL, 523900000.00, '07878614d6b2696bbae8aa864658653a', '2025-02-14', 1.0478000000),
('b02c0829b8ef34dd3b3463111bff902e', 'a433d4f39d5640c40ff4be98d832afd0', 0, '2025-03-01 00:00:00', 'announced', false, '2025-02-28', 10000000000.00, 10000000000.00, 'USD', 10000000000.00, 10000000000.00, '34a2adbf9fd19f4fb94340b17f449ff5', NULL, NULL),
('b63773c61b8dcaa70a862ca7f42bd209', '3fa72ed7fbca940eb2a4b1e9516a3e50', 0, '2025-02-20 00:00:00', 'announced', false, '2025-02-18', 3000000000.00, 4000000000.00, 'USD', 3000000000.00, 4000000000.00, '3413b78234a4d1930abf8637ecf95f8b', NULL, NULL),
('d32203175bce9d9518da203d2d2f0d5e', '556891cb2b78ecc4680aa56231cbfcd3', 0, '2025-03-02 00:00:00', 'announced', false, '2025-03-01', NULL, 100000000000.00, 'USD', NULL, 100000000000.00, '040af602c1e0effa74bf703ddb6c79c1', NULL, NULL),
('dde3824f73007824f99439704abbc0e5', 'a1e3d0a1f99a092ef02fe264e9d25c31', 2, '2025-06-01 00:00:00', 'cancelled', false, '2025-06-01', 2000000000.00, 2000000000.00, 'USD', 2000000000.00, 2000000000.00, 'ea36649b65c8c755b302e07af0c18744', NULL, NULL);
INSERT INTO evidence VALUES
('040af602c1e0effa74bf703ddb6c79c1', 'amount', 0, 3),
('07878614d6b2696bbae8aa864658653a', 'amount', 0, 3),
('3413b78234a4d1930abf8637ecf95f8b', 'amount', 0, 3),
('34a2adbf9fd19f4fb94340b17f449ff5', 'amount', 0, 3),
('3b9244c8bf00706c7600ced24d85309e', 'amount', 0, 3),
('4656e22ecd4eb6fe3fd518e3caa66240', 'amount', 0, 3),
('4ed39189b4677134256f630429b1aa2c', 'amount', 0, 3),
('9c3185389ec6cbe4317db088cf0920d6', 'amount', 0, 3),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 'amount', 0, 3),
('e811dea9cd42d188625a9c69bc0659d7', 'amount', 0, 3),
('ea36649b65c8c755b302e07af0c18744', 'amount', 0, 3),
('f394d151e87099be59209ea2e2196d0d', 'amount', 0, 3);
INSERT INTO extraction VALUES
('273d3f2372b57dae9abcc6b44296be76', 'test-0', '2026-11-25 20:37:37.177880'),
('273d3f2372b57dae9abcc6b44296be76', 'test-1', '2026-11-25 20:37:37.330272'),
('3b10ed8df2ef2138b0919e99b4a17b89', 'test-1', '2026-11-25 20:37:37.330272'),
('3f6d4808e89e604b4387ba8c777012ba', 'test-1', '2026-11-25 20:37:37.330272'),
('a403beb3b8ae6d5c1ff9cbf7dd73b973', 'test-1', '2026-11-25 20:37:37.330272'),
('c5c34938072a4de3188a59eb57d1f478', 'test-1', '2026-11-25 20:37:37.330272'),
('d47a46f72bd0513e73df0780c695a857', 'test-1', '2026-11-25 20:37:37.330272'),
('de69bbfc7792156f0277826f775d8e1e', 'test-1', '2026-11-25 20:37:37.330272'),
('fc7da0e251c30c0acd2ab0afc3ca9237', 'test-1', '2026-11-25 20:37:37.330272');
INSERT INTO fetch_state VALUES
('https://news.example/feed.xml', '"1"', 'yesterday', 'eb3998349d9b60272eca7366b0aa61f82fb3f860a74b5887cb8f2e5d1b27df0e', 200, '2025-06-01 00:00:00');
INSERT INTO flow VALUES
('2d4a01e7682262ba8c8a618d15a20ac2', 'daac760f6d91214aa92d06c05ec9ee75', '6edf21772a4c01ff5351a67da4e5374a', 'new-e8461b5663535e9c', 'anthropic', 'new-e8461b5663535e9c', 'anthropic', 'debt', 'capital', 'single', 'announced', false, false, 0.00, 523900000.00, true, false, true, []::VARCHAR[], '2025-02-01', '2025-02-28', '2025-02-20 00:00:00'),
('4e7931ae4a305d20d7112565b3e3d118', '43b833b0638302b8fb3719b811220489', 'a433d4f39d5640c40ff4be98d832afd0', 'microsoft', 'coreweave', 'microsoft', 'coreweave', 'commitment', 'spend', 'single', 'announced', false, false, 10000000000.00, 10000000000.00, true, false, true, []::VARCHAR[], '2025-02-28', '2025-02-28', '2025-03-01 00:00:00'),
('5083d2d14fe550a75d4b2e9cb19eb311', '036c1d47ffc9a86e77d2f68c4b5a3561', '330c664aa0ca776a630c709aebf940e6', 'amazon', 'anthropic', 'amazon', 'anthropic', 'equity', 'capital', 'single', 'completed', false, false, 4000000000.00, 4000000000.00, true, false, true, []::VARCHAR[], '2025-02-10', '2025-02-10', '2025-02-20 00:00:00'),
('7b9cbd67cd1b0233070789db7fa1a63a', '534bd21871567ce2af205de9041c3f93', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'anthropic', 'alphabet', 'anthropic', 'google_cloud', 'commitment', 'spend', 'single', 'announced', false, false, 3000000000.00, 4000000000.00, true, false, true, []::VARCHAR[], '2025-02-18', '2025-02-18', '2025-02-20 00:00:00'),
('9e84f87b409765f00d2d077d14b45f5a', '6203cc320e988034e365460103c1a2d7', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'alphabet', 'anthropic', 'google', 'anthropic', 'equity', 'capital', 'single', 'cancelled', false, false, 2000000000.00, 2000000000.00, true, false, true, []::VARCHAR[], '2025-01-10', '2025-01-10', '2025-01-15 00:00:00'),
('cf51a4e6005092dd9c2959fc24a0cf28', '5e681992013e5857782561b01989269f', '08ae08360ba81e80ae720482bc06d783', 'anthropic', 'amazon', 'anthropic', 'aws', 'commitment', 'spend', 'single', 'announced', false, false, 4000000000.00, NULL, true, false, true, []::VARCHAR[], '2025-02-10', '2025-02-10', '2025-02-20 00:00:00'),
('d6b4c575f35524b0772d72274dd0bafe', 'ae830c3156566e5feea45b4b119461f7', '556891cb2b78ecc4680aa56231cbfcd3', 'nvidia', 'openai', 'nvidia', 'openai', 'equity', 'capital', 'single', 'announced', false, false, 0.00, 100000000000.00, true, false, true, []::VARCHAR[], '2025-03-01', '2025-03-01', '2025-03-02 00:00:00');
INSERT INTO fx_rate VALUES
('4ae00287191e4c5e2f6c9c49a8a4b95d', 'EUR', '2025-02-14', 1.0478000000);
INSERT INTO merge_block VALUES
('040af602c1e0effa74bf703ddb6c79c1', true, 'nvidia openai'),
('07878614d6b2696bbae8aa864658653a', true, 'anthropic new-e8461b5663535e9c'),
('3413b78234a4d1930abf8637ecf95f8b', true, 'alphabet anthropic'),
('34a2adbf9fd19f4fb94340b17f449ff5', true, 'coreweave microsoft'),
('3b9244c8bf00706c7600ced24d85309e', true, 'openai oracle'),
('4656e22ecd4eb6fe3fd518e3caa66240', true, 'amazon anthropic'),
('9c3185389ec6cbe4317db088cf0920d6', true, 'alphabet anthropic'),
('bf5adb3efed1dcc0d14a3d890d9df3b3', true, 'alphabet anthropic'),
('e811dea9cd42d188625a9c69bc0659d7', true, 'amazon anthropic'),
('ea36649b65c8c755b302e07af0c18744', true, 'alphabet anthropic'),
('f394d151e87099be59209ea2e2196d0d', true, 'alphabet anthropic');
INSERT INTO merge_claim VALUES
('040af602c1e0effa74bf703ddb6c79c1', 14591576564040401264, '040af602c1e0effa74bf703ddb6c79c1', 'whole', false, NULL, NULL),
('07878614d6b2696bbae8aa864658653a', 10878340627040023572, '07878614d6b2696bbae8aa864658653a', 'whole', false, NULL, NULL),
('3413b78234a4d1930abf8637ecf95f8b', 10994150774986640693, '3413b78234a4d1930abf8637ecf95f8b', 'whole', false, NULL, NULL),
('34a2adbf9fd19f4fb94340b17f449ff5', 3158746264156206474, '34a2adbf9fd19f4fb94340b17f449ff5', 'whole', false, NULL, NULL),
('3b9244c8bf00706c7600ced24d85309e', 14961729575227159507, '3b9244c8bf00706c7600ced24d85309e', 'whole', false, NULL, NULL),
('4656e22ecd4eb6fe3fd518e3caa66240', 9386180723106070745, '4656e22ecd4eb6fe3fd518e3caa66240', 'whole', false, NULL, NULL),
('9c3185389ec6cbe4317db088cf0920d6', 8383166520495316851, 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'whole', false, NULL, NULL),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 2108405432117186028, 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'whole', false, NULL, NULL),
('e811dea9cd42d188625a9c69bc0659d7', 11153720760064848902, 'e811dea9cd42d188625a9c69bc0659d7', 'whole', false, NULL, NULL),
('ea36649b65c8c755b302e07af0c18744', 1384050975482158358, 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'whole', false, NULL, NULL),
('f394d151e87099be59209ea2e2196d0d', 9888195771952658992, 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'whole', false, NULL, NULL);
INSERT INTO merge_offer VALUES
('040af602c1e0effa74bf703ddb6c79c1', 'funding * openai', '2025-03-01', '2025-03-01'),
('040af602c1e0effa74bf703ddb6c79c1', 'funding nvidia *', '2025-03-01', '2025-03-01'),
('07878614d6b2696bbae8aa864658653a', 'funding * anthropic', '2025-02-01', '2025-02-28'),
('07878614d6b2696bbae8aa864658653a', 'funding new-e8461b5663535e9c *', '2025-02-01', '2025-02-28'),
('3413b78234a4d1930abf8637ecf95f8b', 'supply * alphabet', '2025-02-18', '2025-02-18'),
('3413b78234a4d1930abf8637ecf95f8b', 'supply anthropic *', '2025-02-18', '2025-02-18'),
('34a2adbf9fd19f4fb94340b17f449ff5', 'supply * coreweave', '2025-02-28', '2025-02-28'),
('34a2adbf9fd19f4fb94340b17f449ff5', 'supply microsoft *', '2025-02-28', '2025-02-28'),
('3b9244c8bf00706c7600ced24d85309e', 'funding * openai', '2025-06-01', '2025-06-01'),
('3b9244c8bf00706c7600ced24d85309e', 'funding oracle *', '2025-06-01', '2025-06-01'),
('4656e22ecd4eb6fe3fd518e3caa66240', 'funding * anthropic', '2025-02-10', '2025-02-10'),
('4656e22ecd4eb6fe3fd518e3caa66240', 'funding amazon *', '2025-02-10', '2025-02-10'),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 'funding * anthropic', '2025-01-10', '2025-06-01'),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 'funding alphabet *', '2025-01-10', '2025-06-01'),
('e811dea9cd42d188625a9c69bc0659d7', 'supply * amazon', '2025-02-10', '2025-02-10'),
('e811dea9cd42d188625a9c69bc0659d7', 'supply anthropic *', '2025-02-10', '2025-02-10');
INSERT INTO merge_state VALUES
('941c21a59233a0ea65bb5c676551d633', '1d5317583b8d3b6d312839b2e5795ee2');
INSERT INTO metric_component VALUES
('announced', 'amazon', 'amazon', 2),
('announced', 'anthropic', 'amazon', 2),
('open', 'amazon', 'amazon', 2),
('open', 'anthropic', 'amazon', 2);
INSERT INTO metric_cycle VALUES
('announced', 'a539499388e8dfea20d4af4607bdc4ba', 2, ['amazon', 'anthropic']::VARCHAR[], 4000000000.00, 4000000000.00, true, true, 0),
('open', 'a539499388e8dfea20d4af4607bdc4ba', 2, ['amazon', 'anthropic']::VARCHAR[], 4000000000.00, 4000000000.00, true, true, 0);
INSERT INTO metric_direction VALUES
('announced', 'capital', 'amazon', 'anthropic', 4000000000.00, 4000000000.00, 1, 0, NULL),
('announced', 'capital', 'new-e8461b5663535e9c', 'anthropic', 0.00, 523900000.00, 1, 0, NULL),
('announced', 'capital', 'nvidia', 'openai', 0.00, 100000000000.00, 1, 0, NULL),
('announced', 'spend', 'anthropic', 'alphabet', 3000000000.00, 4000000000.00, 1, 0, NULL),
('announced', 'spend', 'anthropic', 'amazon', 4000000000.00, NULL, 1, 0, NULL),
('announced', 'spend', 'microsoft', 'coreweave', 10000000000.00, 10000000000.00, 1, 0, NULL),
('completed', 'capital', 'amazon', 'anthropic', 4000000000.00, 4000000000.00, 1, 0, NULL),
('open', 'capital', 'amazon', 'anthropic', 4000000000.00, 4000000000.00, 1, 0, NULL),
('open', 'capital', 'new-e8461b5663535e9c', 'anthropic', 0.00, 523900000.00, 1, 0, NULL),
('open', 'capital', 'nvidia', 'openai', 0.00, 100000000000.00, 1, 0, NULL),
('open', 'spend', 'anthropic', 'alphabet', 3000000000.00, 4000000000.00, 1, 0, NULL),
('open', 'spend', 'anthropic', 'amazon', 4000000000.00, NULL, 1, 0, NULL),
('open', 'spend', 'microsoft', 'coreweave', 10000000000.00, 10000000000.00, 1, 0, NULL);
INSERT INTO metric_exposure VALUES
('announced', 'alphabet', 3000000000.00, 4000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('announced', 'amazon', 8000000000.00, NULL, 8000000000.00, NULL, 1.0, 1.0, 2, 2, true),
('announced', 'anthropic', 11000000000.00, NULL, 8000000000.00, NULL, 0.6387786552112361, 1.0, 4, 2, true),
('announced', 'coreweave', 10000000000.00, 10000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('announced', 'microsoft', 10000000000.00, 10000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('announced', 'new-e8461b5663535e9c', 0.00, 523900000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('announced', 'nvidia', 0.00, 100000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('announced', 'openai', 0.00, 100000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('completed', 'amazon', 4000000000.00, 4000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('completed', 'anthropic', 4000000000.00, 4000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('open', 'alphabet', 3000000000.00, 4000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('open', 'amazon', 8000000000.00, NULL, 8000000000.00, NULL, 1.0, 1.0, 2, 2, true),
('open', 'anthropic', 11000000000.00, NULL, 8000000000.00, NULL, 0.6387786552112361, 1.0, 4, 2, true),
('open', 'coreweave', 10000000000.00, 10000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('open', 'microsoft', 10000000000.00, 10000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('open', 'new-e8461b5663535e9c', 0.00, 523900000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('open', 'nvidia', 0.00, 100000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false),
('open', 'openai', 0.00, 100000000000.00, 0.00, 0.00, 0.0, 0.0, 1, 0, false);
INSERT INTO metric_round_trip VALUES
('announced', 'amazon', 'anthropic', true, 4000000000.00, 4000000000.00, 4000000000.00, NULL, 4000000000.00, 4000000000.00, 1.0, NULL, 0.0, 1.0, 1, 1, 0, 0, 0, 0, NULL, true, true, false, false),
('completed', 'amazon', 'anthropic', false, 4000000000.00, 4000000000.00, 0.00, 0.00, 0.00, 0.00, 0.0, 0.0, 0.0, 0.0, 1, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, false, false),
('open', 'amazon', 'anthropic', true, 4000000000.00, 4000000000.00, 4000000000.00, NULL, 4000000000.00, 4000000000.00, 1.0, NULL, 0.0, 1.0, 1, 1, 0, 0, 0, 0, NULL, true, true, false, false);
INSERT INTO metric_search VALUES
('announced', 5, 100000, 1, false, NULL),
('completed', 5, 100000, 0, false, NULL),
('open', 5, 100000, 1, false, NULL);
INSERT INTO page VALUES
('2df4d59701c7c9dcd4c58b625108cba5c086a5c6ad481fe95eaa11e92eeab40f', 'sample', 'https://news.example/zh-suanli', 'https://news.example/zh-suanli', 200, 'text/html', '2025-06-01 00:00:00', 9),
('5c79aeb875cc022e16b869315753f026a3437578cb5b8dc567de9e4bdcfc7753', 'sample', 'https://news.example/google-invests-copy', 'https://news.example/google-invests-copy', 200, 'text/html', '2025-06-01 00:00:00', 19),
('7af3df24140c2aaa03bfae446a3098055c132377ebd3315187bac7547bf4b3ae', 'sample', 'https://news.example/ten-fold', 'https://news.example/ten-fold', 200, 'text/html', '2025-06-01 00:00:00', 8),
('8b47045eb7b8ca42aa967f33ee1d014ba89f8d1ac207426b482d34b5c0d90935', 'sample', 'https://news.example/cancelled', 'https://news.example/cancelled', 200, 'text/html', '2025-06-01 00:00:00', 9),
('90bc7dcc1057b84b6b672c1aae6aebf06d406db86cab5e896f6ca280235b47f5', 'sample', 'https://news.example/anthropic-cloud', 'https://news.example/anthropic-cloud', 200, 'text/html', '2025-06-01 00:00:00', 15),
('b3c49727b6b706547ff2c935b594ce09ed7b5d68cd5b476617e317e975e27f58', 'sample', 'https://news.example/=cmd|'' /C calc''!A0', 'https://news.example/=cmd|'' /C calc''!A0', 200, 'text/html', '2025-06-01 00:00:00', 18),
('c7cd3509327a1b61138fdeec2ad1bf83168ae5bac24d55625c5bd17f26a87347', 'sample', 'https://news.example/zh-hant', 'https://news.example/zh-hant', 200, 'text/html', '2025-06-01 00:00:00', 7),
('eb3998349d9b60272eca7366b0aa61f82fb3f860a74b5887cb8f2e5d1b27df0e', 'sample', 'https://news.example/google-invests', 'https://news.example/google-invests', 200, 'text/html', '2025-06-01 00:00:00', 14);
INSERT INTO party VALUES
('06a7343d460306f150861e5ad5733947', 'microsoft', 'Microsoft', 'microsoft', true, 1),
('193aaaaa6ebd3328a81dc8d6e35aa9cd', 'oracle', 'Oracle', 'oracle', true, 1),
('1f24470772b871e4255a8e5ea4b10c93', 'amazon', 'Amazon', 'amazon', true, 1),
('7f568fe1a5aa5498ae58faa4d34f8e9a', 'anthropic', 'Anthropic', 'anthropic', true, 8),
('8951dba90b34d7153f7975eb431b1fec', 'aws', 'AWS', 'amazon', true, 1),
('9fdef7f6768d2f537154eee32e34aaad', 'google', 'Google', 'alphabet', true, 4),
('c2e89a5af8040946931ac71095741c1c', 'new-e8461b5663535e9c', 'Foo Robotics', 'new-e8461b5663535e9c', false, 1),
('cd1382afe3972a198bcac2f70615e29f', 'nvidia', 'Nvidia', 'nvidia', true, 1),
('e072ec69165fe41fc9c7f8bd85f3c297', 'alphabet', 'Alphabet', 'alphabet', true, 0),
('e6553f0318361496dafa7941b0cfc330', 'google_cloud', 'Google Cloud', 'alphabet', true, 1),
('f0cb31984f8957dad475c4b14b53aab0', 'openai', 'OpenAI', 'openai', true, 2),
('fe2b3c62ee8b956a3986a7f04b57120f', 'coreweave', 'CoreWeave', 'coreweave', true, 1);
INSERT INTO party_name VALUES
('0b503d0cb57a8175b7dc25448b6b6b37', 'new-e8461b5663535e9c', 'Foo Robotics', 1),
('2e42b02bb06c93af569e07d61c72f6c5', 'coreweave', 'CoreWeave', 1),
('2fb8ba141a5b2c50653d457bc0f5e1ce', 'google_cloud', 'Google Cloud', 1),
('5581f7ceabf5d27aa3c9de2a65273169', 'aws', 'AWS', 1),
('5ac99fe7755b9a81786c798f3b715d1a', 'amazon', 'Amazon', 1),
('65f0d69c9086139cb2d64e27a8b41fa4', 'openai', 'OpenAI', 2),
('68b847035b5924b83aad7e2b1122d657', 'nvidia', '輝達', 1),
('8510eae7eb19b452cc6c3c19569748bd', 'microsoft', '微软', 1),
('a74a0ca3d75954063786e8e82034c87a', 'oracle', 'Oracle', 1),
('bcd774ff0b29385e0b92258af3764a6d', 'anthropic', 'Anthropic', 8),
('fd44d88603e408f5d8ceacab2b1cdf96', 'google', 'Google', 4);
INSERT INTO rejection VALUES
('2722a773e355a593b51baea4b7d5094c', 'fetch', 'https://news.example/gone', 'http_404', 'gone', NULL, NULL, NULL),
('3820fea10b47efd4ab29e55f555f0e31', 'extract', '273d3f2372b57dae9abcc6b44296be76', 'valuation', 'a valuation is no deal', '273d3f2372b57dae9abcc6b44296be76', 0, 5);
INSERT INTO resolved_party VALUES
('06d3f3e205acf48eee353ef78fe4deb5', 'f394d151e87099be59209ea2e2196d0d', 'payer', 0, 'google', 'alphabet'),
('09a13bb5a08185b846bec613c55c36dc', '040af602c1e0effa74bf703ddb6c79c1', 'payee', 0, 'openai', 'openai'),
('2116065aa812c19795a9fc96d901b5dc', '4656e22ecd4eb6fe3fd518e3caa66240', 'payee', 0, 'anthropic', 'anthropic'),
('2936bf521adf40f95e7ed94ea7671739', '07878614d6b2696bbae8aa864658653a', 'payer', 0, 'new-e8461b5663535e9c', 'new-e8461b5663535e9c'),
('34dfdfa09f939cd2e8d1aa60f0c58b66', '3b9244c8bf00706c7600ced24d85309e', 'payee', 0, 'openai', 'openai'),
('47ad29e3d2fd76913df6e8c06082bbd3', 'ea36649b65c8c755b302e07af0c18744', 'payer', 0, 'google', 'alphabet'),
('47e285c8aefbca8fb9469c0d8d283390', '3b9244c8bf00706c7600ced24d85309e', 'payer', 0, 'oracle', 'oracle'),
('4f503bfe300debcf7ef46fb4608f2a03', 'f394d151e87099be59209ea2e2196d0d', 'payee', 0, 'anthropic', 'anthropic'),
('5116fe516c028ae1a802e678b536b3fb', 'ea36649b65c8c755b302e07af0c18744', 'payee', 0, 'anthropic', 'anthropic'),
('51dddbd57ead27fa5d6d51b81e82da9d', 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'payee', 0, 'anthropic', 'anthropic'),
('5d513d6a6e0c3a540ffeb27573bf21cb', '34a2adbf9fd19f4fb94340b17f449ff5', 'payee', 0, 'coreweave', 'coreweave'),
('6aeaac9e8cdc017a32a23f534272cbf9', '040af602c1e0effa74bf703ddb6c79c1', 'payer', 0, 'nvidia', 'nvidia'),
('73fbcb80b5640d9f3fd7b6515c655b51', '9c3185389ec6cbe4317db088cf0920d6', 'payee', 0, 'anthropic', 'anthropic'),
('7e0772e05c8ac685171d1f5d77a939f4', 'e811dea9cd42d188625a9c69bc0659d7', 'payee', 0, 'aws', 'amazon'),
('94108c1ba32ffc481d310a40d7fea142', '3413b78234a4d1930abf8637ecf95f8b', 'payee', 0, 'google_cloud', 'alphabet'),
('9e8be7e5a4d3f94a4688f0f4367775ef', 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'payer', 0, 'google', 'alphabet'),
('a9706c18712ff5ffeef599da70e034cd', '9c3185389ec6cbe4317db088cf0920d6', 'payer', 0, 'google', 'alphabet'),
('b213f01f4e1d3266e9d16ef7e616ab40', 'e811dea9cd42d188625a9c69bc0659d7', 'payer', 0, 'anthropic', 'anthropic'),
('bd0a13338efbd000b705b240eb245154', '07878614d6b2696bbae8aa864658653a', 'payee', 0, 'anthropic', 'anthropic'),
('c55a6bf0f527403d064f6f33d06345b3', '34a2adbf9fd19f4fb94340b17f449ff5', 'payer', 0, 'microsoft', 'microsoft'),
('c677519f4b953c44502dd8d7504a0eff', '4656e22ecd4eb6fe3fd518e3caa66240', 'payer', 0, 'amazon', 'amazon'),
('e5e7bb80e60fda56f5bf397f246ce86c', '3413b78234a4d1930abf8637ecf95f8b', 'payer', 0, 'anthropic', 'anthropic');
INSERT INTO reviewed_claim VALUES
('039e0e75620f35500c8b1722739862ba', 'edited', '7a9664e56906f90c0616c3365acd231b', 'f394d151e87099be59209ea2e2196d0d', 'c5c34938072a4de3188a59eb57d1f478', 'equity', 2000000000.00, 2000000000.00, 'USD', 'exact', NULL, NULL, NULL, NULL, 'announced', '2025-01-10', '2025-01-10', '2025-01-10', 'single', NULL, true, NULL, 'google-invests-copy', 0, 19, 1.0, true, 'test-1'),
('d3a754b729f1092160b0324b3028d7ac', 'accepted', '3556aca8d055d839b701098f6eb40b00', '040af602c1e0effa74bf703ddb6c79c1', '3f6d4808e89e604b4387ba8c777012ba', 'equity', NULL, 100000000000.00, 'USD', 'up_to', NULL, NULL, NULL, NULL, 'announced', '2025-03-01', '2025-03-01', '2025-03-01', 'single', NULL, false, NULL, '輝達承諾向OpenAI投資1000億美元,分階段付款。', 12, 39, 1.0, true, 'test-1');
INSERT INTO reviewed_party VALUES
('3e0da4a711381f79b7a2b2a73ef1abbd', 'f394d151e87099be59209ea2e2196d0d', 'payee', 0, ['Anthropic']::VARCHAR[], NULL, NULL, NULL),
('4a53b588c4cbfbec6eeaeb3cd34196e3', '040af602c1e0effa74bf703ddb6c79c1', 'payer', 0, ['輝達']::VARCHAR[], NULL, NULL, NULL),
('5f5736a889dc006fef1c500a48e8d9a5', '040af602c1e0effa74bf703ddb6c79c1', 'payee', 0, ['OpenAI']::VARCHAR[], NULL, NULL, NULL),
('d9dee390499331e8e3d358f73ad0716a', 'f394d151e87099be59209ea2e2196d0d', 'payer', 0, ['Google']::VARCHAR[], NULL, NULL, NULL);
INSERT INTO run VALUES
('701509dc1535ac885a848243c744d031', 'run sample', '2026-11-25 20:37:37.166490', '2026-11-25 20:37:38.051110', 'completed', '8 articles', 30);
INSERT INTO search_text VALUES
('040af602c1e0effa74bf703ddb6c79c1', '3f6d4808e89e604b4387ba8c777012ba', '040af602c1e0effa74bf703ddb6c79c1', 'bd3fc0c15cd541472ddf9f2051e26be9', 'jieba-0.42.1 words-bd64d681eba5 rules-1', '辉达 投资 openai', '辉达 承诺 向 openai 投资 1000 亿美元 美元 分阶段 阶段 付款'),
('07878614d6b2696bbae8aa864658653a', '273d3f2372b57dae9abcc6b44296be76', '07878614d6b2696bbae8aa864658653a', '37ef901ae3553c89f8c5406be3ed7c78', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'anthropic cloud', 'anthropic cloud'),
('3413b78234a4d1930abf8637ecf95f8b', '273d3f2372b57dae9abcc6b44296be76', '3413b78234a4d1930abf8637ecf95f8b', '37ef901ae3553c89f8c5406be3ed7c78', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'anthropic cloud', 'anthropic cloud'),
('34a2adbf9fd19f4fb94340b17f449ff5', '3b10ed8df2ef2138b0919e99b4a17b89', '34a2adbf9fd19f4fb94340b17f449ff5', 'a46430dea54d1f853324f79e06ffade8', 'jieba-0.42.1 words-bd64d681eba5 rules-1', '微软 承诺 采购 算力', '微软 承诺 向 coreweave 采购 100 亿美元 美元 算力'),
('3b9244c8bf00706c7600ced24d85309e', 'a403beb3b8ae6d5c1ff9cbf7dd73b973', '3b9244c8bf00706c7600ced24d85309e', '38c3643bfea61162fd8784cd64867336', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'cmd c calc a 0', 'cmd c calc a 0'),
('4656e22ecd4eb6fe3fd518e3caa66240', '273d3f2372b57dae9abcc6b44296be76', '4656e22ecd4eb6fe3fd518e3caa66240', '37ef901ae3553c89f8c5406be3ed7c78', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'anthropic cloud', 'anthropic cloud'),
('9c3185389ec6cbe4317db088cf0920d6', 'd47a46f72bd0513e73df0780c695a857', '9c3185389ec6cbe4317db088cf0920d6', '9d569ee55473188fcb16495c42bb98c5', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'ten fold', 'ten fold'),
('bf5adb3efed1dcc0d14a3d890d9df3b3', 'fc7da0e251c30c0acd2ab0afc3ca9237', 'bf5adb3efed1dcc0d14a3d890d9df3b3', '7fc8d1120631d9f5fbc3ce7eb0b15ebd', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'google invests', 'google invests'),
('e811dea9cd42d188625a9c69bc0659d7', '273d3f2372b57dae9abcc6b44296be76', 'e811dea9cd42d188625a9c69bc0659d7', '37ef901ae3553c89f8c5406be3ed7c78', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'anthropic cloud', 'anthropic cloud'),
('ea36649b65c8c755b302e07af0c18744', 'de69bbfc7792156f0277826f775d8e1e', 'ea36649b65c8c755b302e07af0c18744', '222d22c35badf7af885cb00e8df038d1', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'cancelled', 'cancelled'),
('f394d151e87099be59209ea2e2196d0d', 'c5c34938072a4de3188a59eb57d1f478', 'f394d151e87099be59209ea2e2196d0d', '750c13533023b792562cd23dc717b4cb', 'jieba-0.42.1 words-bd64d681eba5 rules-1', 'google invests copy', 'google invests copy');
INSERT INTO source VALUES
('sample', 'Sample', 'feed', 'en', 'https://news.example/feed.xml', 'Sample');
INSERT INTO story VALUES
('273d3f2372b57dae9abcc6b44296be76', 'efca7692574f08ec42b8b9a7f8c8d085'),
('3b10ed8df2ef2138b0919e99b4a17b89', '5097cf71d8354a877c632a530d3cc058'),
('3f6d4808e89e604b4387ba8c777012ba', 'b9679caa016366adc54325be7a018582'),
('a403beb3b8ae6d5c1ff9cbf7dd73b973', '9158ea0ea30ec76d7579ab56857e55c3'),
('c5c34938072a4de3188a59eb57d1f478', 'f6233d9d9c4628a3cc82ee4c529bde6d'),
('d47a46f72bd0513e73df0780c695a857', 'cabb2a9dafda9d8627ed921e7fac756e'),
('de69bbfc7792156f0277826f775d8e1e', '80b5fdcd40835626dec757a367ac2793'),
('fc7da0e251c30c0acd2ab0afc3ca9237', '67fae1e2d58daa32687a2c2ba63de501');
