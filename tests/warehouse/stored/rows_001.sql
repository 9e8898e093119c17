-- name: what release 0.1.0 wrote for a small world; grain: that of each table
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
('1ac59501a8dc33a1ad353f67b05dbd93', '330c664aa0ca776a630c709aebf940e6', 'funding', 'equity', 'single', NULL, 4000000000.00, 4000000000.00, 'USD', 'exact', 4000000000.00, 4000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'completed', false, '2025-02-10', '2025-02-10', '2025-02-10', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '4656e22ecd4eb6fe3fd518e3caa66240'),
('21fb026ada98d7817075142cf7c1f131', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'supply', 'commitment', 'single', NULL, 3000000000.00, 4000000000.00, 'USD', 'range', 3000000000.00, 4000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02-18', '2025-02-18', '2025-02-18', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '3413b78234a4d1930abf8637ecf95f8b'),
('7e6ee71d93bd9e58ba8b1bafc75b4379', '08ae08360ba81e80ae720482bc06d783', 'supply', 'commitment', 'single', NULL, 4000000000.00, NULL, 'USD', 'at_least', 4000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02-10', '2025-02-10', '2025-02-10', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, 'e811dea9cd42d188625a9c69bc0659d7'),
('d9cec75f3e734d0e306cc7fe179d1545', '6edf21772a4c01ff5351a67da4e5374a', 'funding', 'debt', 'single', NULL, NULL, 500000000.00, 'EUR', 'up_to', NULL, 523900000.00, '2025-02-14', 1.0478000000, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02', '2025-02-01', '2025-02-28', '2025-02-20 00:00:00', '2025-02-20 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '07878614d6b2696bbae8aa864658653a'),
('dbbb0526184f44e9de0b9b4a1933798c', '556891cb2b78ecc4680aa56231cbfcd3', 'funding', 'equity', 'single', NULL, NULL, 100000000000.00, 'USD', 'up_to', NULL, 100000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-03-01', '2025-03-01', '2025-03-01', '2025-03-02 00:00:00', '2025-03-02 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '040af602c1e0effa74bf703ddb6c79c1'),
('eddd14d6ce1f62a0d49dc2609b7cd4d6', 'a433d4f39d5640c40ff4be98d832afd0', 'supply', 'commitment', 'single', NULL, 10000000000.00, 10000000000.00, 'USD', 'exact', 10000000000.00, 10000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'announced', false, '2025-02-28', '2025-02-28', '2025-02-28', '2025-03-01 00:00:00', '2025-03-01 00:00:00', false, NULL, false, true, 0.9, 1, 1, 0, '34a2adbf9fd19f4fb94340b17f449ff5'),
('f4a1786bbb997ea03fd2a38a6ac6fd18', 'd8e45880d1c33cea9950889d195d46e8', 'funding', 'equity', 'single', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 12.5000, NULL, NULL, NULL, 'announced', false, NULL, NULL, NULL, '2025-06-01 00:00:00', '2025-06-01 00:00:00', false, NULL, false, false, 0.9, 1, 1, 0, '3b9244c8bf00706c7600ced24d85309e'),
('f8dbe5a7d695939a9ea8ab1f8dac0fe7', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'funding', 'equity', 'single', NULL, 2000000000.00, 2000000000.00, 'USD', 'exact', 2000000000.00, 2000000000.00, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'cancelled', false, '2025-01-10', '2025-01-10', '2025-01-10', '2025-01-15 00:00:00', '2025-06-01 00:00:00', false, NULL, false, true, 0.9, 4, 3, 1, 'bf5adb3efed1dcc0d14a3d890d9df3b3');
INSERT INTO deal_claim VALUES
('07844b6ecf6dd3fe7170ae867980b114', 'd8e45880d1c33cea9950889d195d46e8', '3b9244c8bf00706c7600ced24d85309e', 'support', 'article:a403beb3b8ae6d5c1ff9cbf7dd73b973'),
('1cca5b70d7e44e9affe1d20338fc94c6', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'ea36649b65c8c755b302e07af0c18744', 'support', 'article:de69bbfc7792156f0277826f775d8e1e'),
('3b1462ef9f4635052abb3f3e31495e05', 'a433d4f39d5640c40ff4be98d832afd0', '34a2adbf9fd19f4fb94340b17f449ff5', 'support', 'article:3b10ed8df2ef2138b0919e99b4a17b89'),
('41710a1e65204f3023a7355d46fc9660', '3fa72ed7fbca940eb2a4b1e9516a3e50', '3413b78234a4d1930abf8637ecf95f8b', 'support', 'article:273d3f2372b57dae9abcc6b44296be76'),
('88b9ccf6eef09796a5ef8a57e19530cf', '08ae08360ba81e80ae720482bc06d783', 'e811dea9cd42d188625a9c69bc0659d7', 'support', 'article:273d3f2372b57dae9abcc6b44296be76'),
('926fade38fcfd74fbd55d8fa4b698d58', 'a1e3d0a1f99a092ef02fe264e9d25c31', '9c3185389ec6cbe4317db088cf0920d6', 'unit_error', 'article:d47a46f72bd0513e73df0780c695a857'),
('9440e9e97d03b172a91982868d1a8a3e', '6edf21772a4c01ff5351a67da4e5374a', '07878614d6b2696bbae8aa864658653a', 'support', 'article:273d3f2372b57dae9abcc6b44296be76'),
('ad1f976c0e0a47b9d973c92c7c4b2a22', '330c664aa0ca776a630c709aebf940e6', '4656e22ecd4eb6fe3fd518e3caa66240', 'support', 'article:273d3f2372b57dae9abcc6b44296be76'),
('b2b868d5b2404fc19edf4989eb01aab3', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'f394d151e87099be59209ea2e2196d0d', 'support', 'article:c5c34938072a4de3188a59eb57d1f478'),
('d2d693c1ce29ff3b9bd6a65897aaa468', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'bf5adb3efed1dcc0d14a3d890d9df3b3', 'support', 'article:c5c34938072a4de3188a59eb57d1f478'),
('f9f8be40ce4eede85a54d4e3e54cbbf2', '556891cb2b78ecc4680aa56231cbfcd3', '040af602c1e0effa74bf703ddb6c79c1', 'support', 'article:3f6d4808e89e604b4387ba8c777012ba');
INSERT INTO deal_conflict VALUES
('24b8a6f3ada6319e5640f63375bfcf6d', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'unit', 'exact 20000000000.00 USD', 1, 1, false);
INSERT INTO deal_party VALUES
('13eea20c5020b86a8133a58def596a79', '556891cb2b78ecc4680aa56231cbfcd3', 'payer', 0, 'nvidia', 'nvidia'),
('2b34331cedda77f17d64908309f3ea3a', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'payer', 0, 'google', 'alphabet'),
('333a867ba980ec6b213f7b343c0e9a23', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'payee', 0, 'google_cloud', 'alphabet'),
('34aa4e6abac23c97058f1c53294e559b', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'payee', 0, 'anthropic', 'anthropic'),
('38d3bb52c5e1af282a821512ba23028d', 'a433d4f39d5640c40ff4be98d832afd0', 'payer', 0, 'microsoft', 'microsoft'),
('3ffa2d440f4d59145d55ebd9ffdc96e2', 'd8e45880d1c33cea9950889d195d46e8', 'payee', 0, 'openai', 'openai'),
('5344dab1490b63fa2a55ce6d324cd7ba', '330c664aa0ca776a630c709aebf940e6', 'payer', 0, 'amazon', 'amazon'),
('6e045d5cb24d6c62b37f9d1908626f8e', '6edf21772a4c01ff5351a67da4e5374a', 'payee', 0, 'anthropic', 'anthropic'),
('998f075cdefcb352af166e3844ba0067', 'a433d4f39d5640c40ff4be98d832afd0', 'payee', 0, 'coreweave', 'coreweave'),
('a0e39d177ac40c6054cb955ebec87927', '08ae08360ba81e80ae720482bc06d783', 'payee', 0, 'aws', 'amazon'),
('abdd015ede919ad21700743ab1b25d92', '556891cb2b78ecc4680aa56231cbfcd3', 'payee', 0, 'openai', 'openai'),
('b306d21b176a9d7aa34175539c9f706d', '330c664aa0ca776a630c709aebf940e6', 'payee', 0, 'anthropic', 'anthropic'),
('bad97bc2e4a573a99c0718c087eaa343', '08ae08360ba81e80ae720482bc06d783', 'payer', 0, 'anthropic', 'anthropic'),
('be2f5b3eef9f451605ddff001bfb50d2', 'd8e45880d1c33cea9950889d195d46e8', 'payer', 0, 'oracle', 'oracle'),
('cecd06a90a7af4c152db52a947dc8961', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'payer', 0, 'anthropic', 'anthropic'),
('ee7841ffc9d6e9e3bc0c9b4f8f6fb7aa', '6edf21772a4c01ff5351a67da4e5374a', 'payer', 0, 'new-e8461b5663535e9c', 'new-e8461b5663535e9c');
INSERT INTO deal_status VALUES
('66e8e0a906d5f33df2bdc2d570b039a3', 'a1e3d0a1f99a092ef02fe264e9d25c31', 0, '2025-01-15 00:00:00', 'announced', false, '2025-01-10', 2000000000.00, 2000000000.00, 'USD', 2000000000.00, 2000000000.00, 'bf5adb3efed1dcc0d14a3d890d9df3b3'),
('8f56a46343f802d94e00dcff8d13b81d', '330c664aa0ca776a630c709aebf940e6', 0, '2025-02-20 00:00:00', 'completed', false, '2025-02-10', 4000000000.00, 4000000000.00, 'USD', 4000000000.00, 4000000000.00, '4656e22ecd4eb6fe3fd518e3caa66240'),
('998de16822a51adea0e71170fd7d76c4', 'a1e3d0a1f99a092ef02fe264e9d25c31', 2, '2025-06-01 00:00:00', 'cancelled', false, '2025-06-01', 2000000000.00, 2000000000.00, 'USD', 2000000000.00, 2000000000.00, 'ea36649b65c8c755b302e07af0c18744'),
('a3f68872392fc8c959409d4693a8440a', '08ae08360ba81e80ae720482bc06d783', 0, '2025-02-20 00:00:00', 'announced', false, '2025-02-10', 4000000000.00, NULL, 'USD', 4000000000.00, NULL, 'e811dea9cd42d188625a9c69bc0659d7'),
('c3ed947a63e3b21a4bcf44089d981237', 'd8e45880d1c33cea9950889d195d46e8', 0, '2025-06-01 00:00:00', 'announced', false, NULL, NULL, NULL, NULL, NULL, NULL, '3b9244c8bf00706c7600ced24d85309e'),
('cb4239fc653bad7cbacac8fc0f309764', 'a433d4f39d5640c40ff4be98d832afd0', 0, '2025-03-01 00:00:00', 'announced', false, '2025-02-28', 10000000000.00, 10000000000.00, 'USD', 10000000000.00, 10000000000.00, '34a2adbf9fd19f4fb94340b17f449ff5'),
('d99d960dcd76bef2205d89be5bb72446', '3fa72ed7fbca940eb2a4b1e9516a3e50', 0, '2025-02-20 00:00:00', 'announced', false, '2025-02-18', 3000000000.00, 4000000000.00, 'USD', 3000000000.00, 4000000000.00, '3413b78234a4d1930abf8637ecf95f8b'),
('dbda58c7ca1e14c652fe40a6ba06484a', 'a1e3d0a1f99a092ef02fe264e9d25c31', 1, '2025-03-03 00:00:00', 'announced', false, '2025-01-10', 2000000000.00, 20000000000.00, 'USD', 2000000000.00, 20000000000.00, 'bf5adb3efed1dcc0d14a3d890d9df3b3'),
('f55d120fdd7059fa2bcf4a3b1c2d1793', '556891cb2b78ecc4680aa56231cbfcd3', 0, '2025-03-02 00:00:00', 'announced', false, '2025-03-01', NULL, 100000000000.00, 'USD', NULL, 100000000000.00, '040af602c1e0effa74bf703ddb6c79c1'),
('f727a192acf1aad5945dce0e8de6d5d4', '6edf21772a4c01ff5351a67da4e5374a', 0, '2025-02-20 00:00:00', 'announced', false, '2025-02', NULL, 500000000.00, 'EUR', NULL, 523900000.00, '07878614d6b2696bbae8aa864658653a');
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
('3cd8a50ee2a15b917b7d069fd1795fd2', 'daac760f6d91214aa92d06c05ec9ee75', '6edf21772a4c01ff5351a67da4e5374a', 'new-e8461b5663535e9c', 'anthropic', 'new-e8461b5663535e9c', 'anthropic', 'debt', 'capital', 'single', 'announced', false, false, 0.00, 523900000.00, true, false, true, []::VARCHAR[], '2025-02-01', '2025-02-28', '2025-02-20 00:00:00'),
('643e875d95bcc5bc70a9aab9827a56c7', '5e681992013e5857782561b01989269f', '08ae08360ba81e80ae720482bc06d783', 'anthropic', 'amazon', 'anthropic', 'aws', 'commitment', 'spend', 'single', 'announced', false, false, 4000000000.00, NULL, true, false, true, []::VARCHAR[], '2025-02-10', '2025-02-10', '2025-02-20 00:00:00'),
('6fc06399ecffa0aba41d0326e9d2e9db', '036c1d47ffc9a86e77d2f68c4b5a3561', '330c664aa0ca776a630c709aebf940e6', 'amazon', 'anthropic', 'amazon', 'anthropic', 'equity', 'capital', 'single', 'completed', false, false, 4000000000.00, 4000000000.00, true, false, true, []::VARCHAR[], '2025-02-10', '2025-02-10', '2025-02-20 00:00:00'),
('9a70295c0ed7ecf30d440e8bbc899bf1', '534bd21871567ce2af205de9041c3f93', '3fa72ed7fbca940eb2a4b1e9516a3e50', 'anthropic', 'alphabet', 'anthropic', 'google_cloud', 'commitment', 'spend', 'single', 'announced', false, false, 3000000000.00, 4000000000.00, true, false, true, []::VARCHAR[], '2025-02-18', '2025-02-18', '2025-02-20 00:00:00'),
('aa8c415663f1670c652076895fa4e8a9', '43b833b0638302b8fb3719b811220489', 'a433d4f39d5640c40ff4be98d832afd0', 'microsoft', 'coreweave', 'microsoft', 'coreweave', 'commitment', 'spend', 'single', 'announced', false, false, 10000000000.00, 10000000000.00, true, false, true, []::VARCHAR[], '2025-02-28', '2025-02-28', '2025-03-01 00:00:00'),
('b6b92753c79483e0118fd13fd857ab95', '6203cc320e988034e365460103c1a2d7', 'a1e3d0a1f99a092ef02fe264e9d25c31', 'alphabet', 'anthropic', 'google', 'anthropic', 'equity', 'capital', 'single', 'cancelled', false, false, 2000000000.00, 2000000000.00, true, false, true, []::VARCHAR[], '2025-01-10', '2025-01-10', '2025-01-15 00:00:00'),
('e5935f9ce1121572ff37dcb2d66d05db', 'ae830c3156566e5feea45b4b119461f7', '556891cb2b78ecc4680aa56231cbfcd3', 'nvidia', 'openai', 'nvidia', 'openai', 'equity', 'capital', 'single', 'announced', false, false, 0.00, 100000000000.00, true, false, true, []::VARCHAR[], '2025-03-01', '2025-03-01', '2025-03-02 00:00:00');
INSERT INTO fx_rate VALUES
('939c8b27b818c51ee3b5cc08d4921e63', 'EUR', '2025-02-14', 1.0478000000);
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
('146bd10b629e489e6da714068b7a9a04', 'google_cloud', 'Google Cloud', 'alphabet', true, 1),
('42812c3724b7c4dd5ec4ddfe7d4fcb15', 'openai', 'OpenAI', 'openai', true, 2),
('671ff234da2703e752785398a5562ca6', 'nvidia', 'Nvidia', 'nvidia', true, 1),
('7c2690a578357223b4e3c84b58af7b92', 'oracle', 'Oracle', 'oracle', true, 1),
('a01a5b84f41063773359bed3609da585', 'alphabet', 'Alphabet', 'alphabet', true, 0),
('abb774971f9f9d08395c402026841374', 'microsoft', 'Microsoft', 'microsoft', true, 1),
('aea5454fd3bc6f203127ca7d2072a026', 'google', 'Google', 'alphabet', true, 4),
('c3e6fee50f88965c480e3825479fb661', 'amazon', 'Amazon', 'amazon', true, 1),
('d76f14933f0d81701cff8fafdb3609ab', 'coreweave', 'CoreWeave', 'coreweave', true, 1),
('dfb6925ff89eba156dcf29929a5a1f57', 'aws', 'AWS', 'amazon', true, 1),
('e6865eca31241b04be0a61a779afd28b', 'new-e8461b5663535e9c', 'Foo Robotics', 'new-e8461b5663535e9c', false, 1),
('f954cd69cc2d8dbeb3b82be72ccbee85', 'anthropic', 'Anthropic', 'anthropic', true, 8);
INSERT INTO party_name VALUES
('00794535b00a9ebc999c367c97547fe3', 'openai', 'OpenAI', 2),
('1a1ffde20a0e5e7ca3db9b353f88dd87', 'anthropic', 'Anthropic', 8),
('5e75ea48ba9ecbae0813fabdbcc66b9a', 'coreweave', 'CoreWeave', 1),
('62c293f37e59a0d4fa247b9ca2ce3ee0', 'oracle', 'Oracle', 1),
('7e472af8683ad892ee8651360b0dae75', 'google_cloud', 'Google Cloud', 1),
('8beb00cfafa31cb849afe3efc9cf1214', 'amazon', 'Amazon', 1),
('8db0d19e4cd2c115bf1dd8010e1d99cc', 'new-e8461b5663535e9c', 'Foo Robotics', 1),
('a0cd2b2b6d98823c94d2a93a76a192a5', 'google', 'Google', 4),
('cdfd37d12710b39f479af68bdbb6e4d8', 'aws', 'AWS', 1),
('cfcafc307a160589bcb17d7af247ff1e', 'microsoft', '微软', 1),
('fe87ae8f276c5ec936c5b641202f33e7', 'nvidia', '輝達', 1);
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
INSERT INTO run VALUES
('701509dc1535ac885a848243c744d031', 'run sample', '2026-11-25 20:37:37.166490', '2026-11-25 20:37:38.051110', 'completed', '8 articles', 30);
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
