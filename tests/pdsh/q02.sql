WITH offers AS (
    SELECT * FROM partsupp JOIN supplier ON s_suppkey = ps_suppkey JOIN nation ON n_nationkey = s_nationkey
    JOIN region ON r_regionkey = n_regionkey JOIN part ON p_partkey = ps_partkey
    WHERE r_name = 'EUROPE' AND p_size = 15 AND p_type LIKE '%BRASS')
SELECT s_acctbal, s_name, n_name, p_partkey, p_mfgr, s_address, s_phone, s_comment FROM offers AS o
WHERE ps_supplycost = (SELECT min(ps_supplycost) FROM offers AS i WHERE i.ps_partkey = o.ps_partkey)
ORDER BY s_acctbal DESC, n_name, s_name, p_partkey LIMIT 100
