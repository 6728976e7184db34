-- Those of them that were sent {days} days before the last day or earlier, and of which no force had stated an
-- outcome by the last day.
stated AS MATERIALIZED (
    SELECT parent
    FROM standing
    WHERE event = 'outcome.recorded' AND happened_on <= :until
    GROUP BY parent
),
counted AS NOT MATERIALIZED (
    SELECT holder.force
    FROM standing AS sent
    CROSS JOIN holder
    LEFT JOIN stated ON stated.parent = holder.referral
    WHERE holder.referral = sent.token
      AND sent.event = 'referral.sent'
      AND sent.happened_on <= :long_ago
      AND stated.parent IS NULL
)
