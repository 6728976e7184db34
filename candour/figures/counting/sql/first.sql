-- Each thing once, by the first line about it; of several lines of one day, the first in the alphabet.
in_order AS NOT MATERIALIZED (
    SELECT happened_on, force, kind, reason,
           row_number() OVER (
               PARTITION BY token
               ORDER BY happened_on, reason COLLATE "C", channel COLLATE "C", category COLLATE "C",
                        force COLLATE "C", to_force COLLATE "C", kind COLLATE "C"
           ) AS place
    FROM standing
    WHERE event = '{event}'{reasons}
),
counted AS NOT MATERIALIZED (
    SELECT *
    FROM in_order
    WHERE place = 1
)
