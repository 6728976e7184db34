-- Those of them that no outcome had closed by the last day.
closed AS MATERIALIZED (
    SELECT parent
    FROM standing
    WHERE event = 'outcome.recorded'
      AND reason IN ({closing})
      AND happened_on <= :until
    GROUP BY parent
),
counted AS NOT MATERIALIZED (
    SELECT holder.force
    FROM holder
    LEFT JOIN closed ON closed.parent = holder.referral
    WHERE closed.parent IS NULL
)
