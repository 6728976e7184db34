-- Contacts, but for those of the channels that are counted by themselves.
counted AS NOT MATERIALIZED (
    SELECT *
    FROM standing
    WHERE event = 'contact.received'
      AND channel NOT IN ({outside})
)
