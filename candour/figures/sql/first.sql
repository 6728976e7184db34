-- Each thing once, on the day it was first said to have happened, however often it was said. `reasons` is a
-- list such as ",nfa_left,nfa_known,"; an empty one lets every reason through.
SELECT substr(CAST(happened_on AS varchar(10)), 1, 7), channel, category, force, to_force, reason, count(*)
FROM (
    SELECT standing.*,
           row_number() OVER (PARTITION BY token ORDER BY happened_on, recorded_on, id) AS place
    FROM standing
    WHERE event = %(event)s
      AND happened_on <= %(until)s
      AND (%(reasons)s = '' OR %(reasons)s LIKE '%%,' || reason || ',%%')
) AS said
WHERE place = 1 AND happened_on >= %(since)s
GROUP BY 1, 2, 3, 4, 5, 6
