-- Each thing once, by the first day of a line about it.
counted AS NOT MATERIALIZED (
    SELECT token, min(happened_on) AS happened_on
    FROM standing
    WHERE event = '{event}'{reasons}
    GROUP BY token
)
