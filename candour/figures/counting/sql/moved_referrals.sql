-- Referrals that had been moved to another force by the as-at day, by the day on which they were first sent.
counted AS NOT MATERIALIZED (
    SELECT *
    FROM standing
    WHERE event = 'referral.sent'
      AND token IN (SELECT parent FROM standing WHERE event = 'referral.transferred')
)
