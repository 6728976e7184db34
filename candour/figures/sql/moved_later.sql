-- Of the referrals sent in the period, those that were moved to another force, whenever that was.
SELECT substr(CAST(happened_on AS varchar(10)), 1, 7), channel, category, force, to_force, reason, count(*)
FROM standing
WHERE event = 'referral.sent'
  AND happened_on BETWEEN %(since)s AND %(until)s
  AND token IN (SELECT parent FROM standing WHERE event = 'referral.transferred')
GROUP BY 1, 2, 3, 4, 5, 6
