-- Referrals that a force had acknowledged by the as-at day, by the day on which they were sent.
acknowledged AS MATERIALIZED (
    SELECT token, min(happened_on) AS acknowledged_on
    FROM standing
    WHERE event = 'referral.acknowledged'
    GROUP BY token
),
counted AS NOT MATERIALIZED (
    SELECT sent.happened_on, sent.force, acknowledged.acknowledged_on
    FROM standing AS sent
    CROSS JOIN acknowledged
    WHERE acknowledged.token = sent.token
      AND sent.event = 'referral.sent'
)
