-- Put before every other query here. What stood in the ledger at the end of one day: what had been written
-- down by then, less what had been put right by then.
WITH standing AS NOT MATERIALIZED (
    SELECT * FROM ledger_entry
    WHERE recorded_on <= %(as_at)s
      AND id NOT IN (
          SELECT corrects FROM ledger_entry WHERE corrects IS NOT NULL AND recorded_on <= %(as_at)s
      )
)
