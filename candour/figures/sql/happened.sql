-- Each thing that happened in the period, one for each entry. `outside` is a list such as ",post,phone,".
SELECT substr(CAST(happened_on AS varchar(10)), 1, 7), channel, category, force, to_force, reason, count(*)
FROM standing
WHERE event = %(event)s
  AND happened_on BETWEEN %(since)s AND %(until)s
  AND %(outside)s NOT LIKE '%%,' || channel || ',%%'
GROUP BY 1, 2, 3, 4, 5, 6
