-- Contacts, and what had become of them by the as-at day: closed, written up in a report, or neither.
contact AS NOT MATERIALIZED (
    SELECT token
    FROM standing
    WHERE event = 'contact.received'
      AND channel NOT IN ({outside})
      AND happened_on BETWEEN :since AND :until
),
fate AS NOT MATERIALIZED (
    SELECT token, 0 AS closed, 0 AS fed
    FROM contact
    UNION ALL
    SELECT token, 1, 0
    FROM standing
    WHERE event = 'contact.closed' AND token IN (SELECT token FROM contact)
    UNION ALL
    SELECT parent, 0, 1
    FROM standing
    WHERE event IN ('report.started', 'report.joined') AND parent IN (SELECT token FROM contact)
),
fates AS NOT MATERIALIZED (
    SELECT max(closed) AS closed, max(fed) AS fed
    FROM fate
    GROUP BY token
)
SELECT count(*) AS whole,
       count(CASE WHEN closed = 1 THEN 1 END) AS closed,
       count(CASE WHEN fed = 1 THEN 1 END) AS fed,
       count(CASE WHEN closed = 0 AND fed = 0 THEN 1 END) AS open
FROM fates
