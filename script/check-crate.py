#!/usr/bin/env python3
"""Has the RO-Crate of a run judged by the validator of its makers, with no network: the context it would fetch comes with ro-crate-py.

    pip install rocrate roc-validator
    script/check-crate.py RUN
"""
import importlib.resources
import io
import sys
import urllib.request

import requests

context = (importlib.resources.files("rocrate") / "data" / "ro-crate.jsonld").read_bytes()


def send(adapter, request, **options):
    response = requests.Response()
    response.status_code = 200 if request.url.startswith("https://w3id.org/ro/crate/1.1") else 404
    response.url, response.request = request.url, request
    response.headers["Content-Type"] = "application/ld+json"
    response._content = context if response.status_code == 200 else b""
    response.raw = io.BytesIO(response._content)
    return response


requests.adapters.HTTPAdapter.send = send

from rocrate_validator import models, services  # after the network is cut

result = services.validate(services.ValidationSettings(
    rocrate_uri=sys.argv[1], profile_identifier="process-run-crate", requirement_severity=models.Severity.REQUIRED, no_cache=True,
    cache_max_age=0))
for issue in result.get_issues(models.Severity.REQUIRED):
    print("FAILED", issue.check.identifier, issue.message)
sys.exit(0 if result.passed() else 1)
