-- The ledger as it stood at the end of a day: what had been written down by then, less what had been put
-- right by then.
SELECT token, parent, happened_on, event, channel, category, force, to_force, reason, kind, language, quantity
FROM ledger_entry AS entry
WHERE recorded_on <= :as_at
  AND NOT EXISTS (
      SELECT 1
      FROM ledger_entry AS later
      WHERE later.corrects = entry.id AND later.recorded_on <= :as_at
  )
