-- name: other groups for the parties of deals; grain: party of a deal; from relation incoming (party_id, group_id)
UPDATE deal_party SET group_id = incoming.group_id FROM incoming WHERE incoming.party_id = deal_party.party_id
