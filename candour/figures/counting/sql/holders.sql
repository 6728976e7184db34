-- Which force has which referral at the end of the last day. A force has one if it came there more often than
-- it left, and was not sent back to us on or after the day on which it came there last.
move AS NOT MATERIALIZED (
    SELECT token AS referral, force, 1 AS step, happened_on AS came_on, CAST(NULL AS date) AS sent_back_on
    FROM standing
    WHERE event = 'referral.sent' AND happened_on <= :until
    UNION ALL
    SELECT parent, to_force, 1, happened_on, CAST(NULL AS date)
    FROM standing
    WHERE event = 'referral.transferred' AND happened_on <= :until
    UNION ALL
    SELECT parent, force, -1, CAST(NULL AS date), CAST(NULL AS date)
    FROM standing
    WHERE event = 'referral.transferred' AND happened_on <= :until
    UNION ALL
    SELECT token, force, 0, CAST(NULL AS date), happened_on
    FROM standing
    WHERE event = 'referral.sent_back' AND happened_on <= :until
),
holder AS MATERIALIZED (
    SELECT referral, force
    FROM move
    GROUP BY referral, force
    HAVING sum(step) > 0
       AND (max(sent_back_on) IS NULL OR max(sent_back_on) < max(came_on))
)
