-- Of the referrals sent in the period, those a force has acknowledged: sent to, sent on, first acknowledged on.
-- Grouped by token for the reason given in closed.sql.
, referrals AS (
    SELECT max(CASE WHEN event = 'referral.sent' THEN force END) AS force,
           max(CASE WHEN event = 'referral.sent' THEN happened_on END) AS sent_on,
           min(CASE WHEN event = 'referral.acknowledged' THEN happened_on END) AS acknowledged_on
    FROM standing
    WHERE event IN ('referral.sent', 'referral.acknowledged')
    GROUP BY token
)
SELECT force, sent_on, acknowledged_on, count(*)
FROM referrals
WHERE acknowledged_on IS NOT NULL AND sent_on BETWEEN %(since)s AND %(until)s
GROUP BY 1, 2, 3
