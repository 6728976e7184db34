-- What had become of the contacts received in the period: counted each on its own, so that the sum is a check.
SELECT count(*),
       sum(CASE WHEN token IN (SELECT token FROM standing WHERE event = 'contact.closed') THEN 1 ELSE 0 END),
       sum(CASE WHEN token IN (
           SELECT parent FROM standing WHERE event IN ('report.started', 'report.joined')
       ) THEN 1 ELSE 0 END),
       sum(CASE WHEN token NOT IN (
           SELECT token FROM standing WHERE event = 'contact.closed' AND token IS NOT NULL
       ) AND token NOT IN (
           SELECT parent FROM standing
           WHERE event IN ('report.started', 'report.joined') AND parent IS NOT NULL
       ) THEN 1 ELSE 0 END)
FROM standing
WHERE event = 'contact.received'
  AND happened_on BETWEEN %(since)s AND %(until)s
  AND %(outside)s NOT LIKE '%%,' || channel || ',%%'
