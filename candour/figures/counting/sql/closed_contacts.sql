-- Contacts that had been closed by the as-at day, each once, by the day on which it was received.
closed AS MATERIALIZED (
    SELECT token, min(reason COLLATE "C") AS reason
    FROM standing
    WHERE event = 'contact.closed'
    GROUP BY token
),
counted AS NOT MATERIALIZED (
    SELECT contact.happened_on, contact.category, closed.reason
    FROM standing AS contact
    CROSS JOIN closed
    WHERE closed.token = contact.token
      AND contact.event = 'contact.received'
      AND contact.channel NOT IN ({outside})
)
