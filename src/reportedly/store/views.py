"""The public face of a store for SQL: views with the words of the records. Tables are ours and may change; views only grow,
at their end: then a server lets them grow under what people built on them.
"""

from __future__ import annotations

CLAIMS = """
SELECT r.key AS report_id, c.key AS claim_id, c.number, c.outlet, c.published, r.title, r.url, r.input, c.part, c.form,
    c.certainty, c.act, c.hops, c.chain, c.origin, c.origin_id, c.origin_type, c.unnamed, c.custody, c.kind, c.mode,
    c.status, c.day, c.day_end, c.place, c.country, c.lat, c.lon, c.precision, c.killed_low, c.killed_high, c.quote,
    i.key AS incident_id, c.judgement, c.decided_by
FROM claims c
JOIN reports r ON r.id = c.report
LEFT JOIN members m ON m.report = c.report AND c.number BETWEEN m.first AND m.last
LEFT JOIN incidents i ON i.id = m.incident
"""

INCIDENTS = """
SELECT key AS incident_id, title, kind, mode, start AS start_day, "end" AS end_day, place, country, lat, lon, precision,
    origins_low, origins_high, reports
FROM incidents
WHERE body IS NOT NULL
"""

VIEWS = {"v_claims": CLAIMS, "v_incidents": INCIDENTS}
