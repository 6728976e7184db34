-- Referrals that a force has in its hands at the end of a day. Each arrival adds one to a force and each
-- departure takes one away, so the force that is left with one has it, in whatever order days are read.
, moves AS (
    SELECT token, force, 1 AS step, happened_on AS arrived, CAST(NULL AS date) AS went_back
    FROM standing WHERE event = 'referral.sent' AND happened_on <= %(until)s
    UNION ALL
    SELECT parent, to_force, 1, happened_on, CAST(NULL AS date)
    FROM standing WHERE event = 'referral.transferred' AND happened_on <= %(until)s
    UNION ALL
    SELECT parent, force, -1, CAST(NULL AS date), CAST(NULL AS date)
    FROM standing WHERE event = 'referral.transferred' AND happened_on <= %(until)s
    UNION ALL
    SELECT token, force, 0, CAST(NULL AS date), happened_on
    FROM standing WHERE event = 'referral.sent_back' AND happened_on <= %(until)s
), held AS (
    SELECT token, force FROM moves
    GROUP BY token, force
    HAVING sum(step) > 0 AND (max(went_back) IS NULL OR max(went_back) < max(arrived))
)
SELECT force, count(*)
FROM held
WHERE token NOT IN (
    SELECT parent FROM standing
    WHERE event = 'outcome.recorded' AND parent IS NOT NULL AND happened_on <= %(until)s
      AND %(reasons)s LIKE '%%,' || reason || ',%%'
)
GROUP BY force
