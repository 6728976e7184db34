-- Every line of one event.
counted AS NOT MATERIALIZED (
    SELECT *
    FROM standing
    WHERE event = '{event}'{reasons}
)
