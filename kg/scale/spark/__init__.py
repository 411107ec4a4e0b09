"""``kg build`` on a Spark cluster: the same pure functions, spread by Spark. No scheduler and no shuffle of our own.

What Spark is asked for is ``mapInArrow``, ``repartition`` by a key with a sort inside each partition, joins and files, so that PySpark 3.5
and 4.x both serve. ``run.py`` holds the whole path.
"""
