-- What had become of the reports assessed in the period: counted each on its own, so that the sum is a check.
, assessed AS (
    SELECT token FROM standing WHERE event = 'report.assessed'
    GROUP BY token HAVING min(happened_on) BETWEEN %(since)s AND %(until)s
)
SELECT count(*),
       sum(CASE WHEN token IN (SELECT token FROM standing WHERE event = 'report.not_referred') THEN 1 ELSE 0 END),
       sum(CASE WHEN token IN (SELECT parent FROM standing WHERE event = 'referral.sent') THEN 1 ELSE 0 END),
       sum(CASE WHEN token IN (SELECT parent FROM standing WHERE event = 'referral.held')
                 AND token NOT IN (
                     SELECT parent FROM standing WHERE event = 'referral.sent' AND parent IS NOT NULL
                 ) THEN 1 ELSE 0 END)
FROM assessed
