SELECT s.n_name AS supp_nation, c.n_name AS cust_nation, CAST(substr(l_shipdate, 1, 4) AS INTEGER) AS l_year,
    sum(l_extendedprice * (1 - l_discount)) AS revenue
FROM supplier, lineitem, orders, customer, nation AS s, nation AS c
WHERE s_suppkey = l_suppkey AND o_orderkey = l_orderkey AND c_custkey = o_custkey
  AND s_nationkey = s.n_nationkey AND c_nationkey = c.n_nationkey
  AND ((s.n_name = 'FRANCE' AND c.n_name = 'GERMANY') OR (s.n_name = 'GERMANY' AND c.n_name = 'FRANCE'))
  AND l_shipdate BETWEEN '1995-01-01' AND '1996-12-31'
GROUP BY supp_nation, cust_nation, l_year ORDER BY supp_nation, cust_nation, l_year
