-- Referrals with what had become of each by the as-at day: the first of four answers that fits, or silence.
answer AS NOT MATERIALIZED (
    SELECT parent AS referral,
           CASE WHEN reason IN ({investigated}) THEN 1
                WHEN reason IN ({intelligence}) THEN 2
                WHEN reason IN ({closing}) THEN 3
                ELSE 4 END AS place
    FROM standing
    WHERE event = 'outcome.recorded'
    UNION ALL
    SELECT token, 4
    FROM standing
    WHERE event IN ('referral.acknowledged', 'referral.sent_back')
),
first_answer AS MATERIALIZED (
    SELECT referral, min(place) AS place
    FROM answer
    GROUP BY referral
),
counted AS NOT MATERIALIZED (
    SELECT sent.happened_on,
           CASE first_answer.place
               WHEN 1 THEN 'investigated'
               WHEN 2 THEN 'intelligence'
               WHEN 3 THEN 'closed'
               WHEN 4 THEN 'acting'
               ELSE 'silent' END AS became
    FROM standing AS sent
    LEFT JOIN first_answer ON first_answer.referral = sent.token
    WHERE sent.event = 'referral.sent'
)
