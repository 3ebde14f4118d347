"""Starts and watches what Brobygger needs on one machine: PostgreSQL, the web and the worker.

Knows no Django: it must be able to say in plain words what is wrong before Django can start.
"""
