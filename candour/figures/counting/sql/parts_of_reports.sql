-- Reports by the first day on which each was assessed, and what had become of them: sent to no force, sent to
-- one at least, or waiting until a force can open them.
assessed AS MATERIALIZED (
    SELECT token, min(happened_on) AS happened_on
    FROM standing
    WHERE event = 'report.assessed'
    GROUP BY token
),
not_referred AS MATERIALIZED (
    SELECT token
    FROM standing
    WHERE event = 'report.not_referred'
    GROUP BY token
),
referred AS MATERIALIZED (
    SELECT parent AS token
    FROM standing
    WHERE event = 'referral.sent'
    GROUP BY parent
),
waiting AS MATERIALIZED (
    SELECT parent AS token
    FROM standing
    WHERE event = 'referral.held'
    GROUP BY parent
)
SELECT count(*) AS whole,
       count(not_referred.token) AS not_referred,
       count(referred.token) AS referred,
       count(CASE WHEN referred.token IS NULL THEN waiting.token END) AS held
FROM assessed
LEFT JOIN not_referred ON not_referred.token = assessed.token
LEFT JOIN referred ON referred.token = assessed.token
LEFT JOIN waiting ON waiting.token = assessed.token
WHERE assessed.happened_on BETWEEN :since AND :until
