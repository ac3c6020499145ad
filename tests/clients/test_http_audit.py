"""An outside judge of GraphQL over HTTP: the audits of the npm package graphql-http, each of them passed."""

import json

from tests.clients.conftest import Demo
from tests.node import Installed

AT_LEAST = 61
"""Audits of the version that is installed."""


def test_every_audit_of_graphql_over_http_passes(demo: Demo, packages: Installed, token: str) -> None:
    """MUST, SHOULD and MAY; somebody signed in asks, since some audits introspect."""
    # when
    ran = packages.run("audit.mjs", PANHUO_URL=demo.url, PANHUO_TOKEN=token)

    # then
    assert ran.returncode == 0, ran.stderr
    results = json.loads(ran.stdout)
    failed = [f"{each['id']} {each['name']}: {each['reason']}" for each in results if each["status"] != "ok"]
    assert failed == []
    assert len(results) >= AT_LEAST
