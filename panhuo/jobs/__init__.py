"""Long work: a table of jobs, which is the truth, and a broker that carries their ids to whoever runs them.

`kinds.py` says what a job does, `asking.py` what people do with one, `running.py` runs it, `relay.py` sees to
it that each runs, `broker.py` speaks to the in-process broker, Redis or RabbitMQ.
"""
