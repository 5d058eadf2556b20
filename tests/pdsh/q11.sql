WITH german AS (
    SELECT ps_partkey, ps_supplycost * ps_availqty AS worth FROM partsupp, supplier, nation
    WHERE ps_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_name = 'GERMANY')
SELECT ps_partkey, sum(worth) AS value FROM german GROUP BY ps_partkey
HAVING value > (SELECT sum(worth) * 0.001 FROM german) ORDER BY value DESC, ps_partkey
