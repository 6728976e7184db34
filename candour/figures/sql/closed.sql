-- Of the contacts received in the period, those closed at intake: by the day of receipt, with the reason.
-- Grouped by token rather than joined: SQLite, left to join, reads one side again for each row of the other.
, contacts AS (
    SELECT max(CASE WHEN event = 'contact.received' THEN happened_on END) AS received_on,
           max(CASE WHEN event = 'contact.received' THEN channel END) AS channel,
           max(CASE WHEN event = 'contact.received' THEN category END) AS category,
           max(CASE WHEN event = 'contact.received' THEN force END) AS force,
           max(CASE WHEN event = 'contact.closed' THEN reason END) AS reason
    FROM standing
    WHERE event IN ('contact.received', 'contact.closed')
    GROUP BY token
)
SELECT substr(CAST(received_on AS varchar(10)), 1, 7), channel, category, force, '', reason, count(*)
FROM contacts
WHERE reason IS NOT NULL
  AND received_on BETWEEN %(since)s AND %(until)s
  AND %(outside)s NOT LIKE '%%,' || channel || ',%%'
GROUP BY 1, 2, 3, 4, 5, 6
