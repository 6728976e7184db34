-- The ledger as it stood at the end of one day, a row for each line: what had been written down by then, less
-- what had been put right by then. The codes come as one text, so that a reader numbers them in one look-up.
SELECT coalesce(CAST(token AS varchar(36)), '00000000000000000000000000000000'),
       coalesce(CAST(parent AS varchar(36)), '00000000000000000000000000000000'),
       CAST(happened_on AS varchar(10)),
       format('%%s|%%s|%%s|%%s|%%s|%%s|%%s|%%s|%%s', event, channel, category, force, to_force, reason, kind,
              language, quantity)
FROM ledger_entry
WHERE recorded_on <= %(as_at)s
  AND NOT EXISTS (
      SELECT 1 FROM ledger_entry AS later
      WHERE later.corrects = ledger_entry.id AND later.recorded_on <= %(as_at)s
  )
