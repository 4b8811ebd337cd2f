"""An audit that could ask about nothing does not say that all is well."""

from bench import audit

GOOD = {"name": "lxml", "version": "6.0", "vulns": []}
SKIPPED = {"name": "yarl", "skip_reason": "Dependency not found on PyPI and could not be audited: yarl (1.25.1)"}
HOLED = {
    "name": "django", "version": "5.2.1",
    "vulns": [{"id": "CVE-2026-1", "fix_versions": ["5.2.2"]}, {"id": "CVE-2026-2", "fix_versions": []}],
}  # fmt: skip


def test_all_looked_up_and_none_holed_is_well():
    found = audit.of([GOOD])

    assert found.code == 0
    assert audit.words("requirements.lock", found) == (
        "requirements.lock: 1 of 1 libraries looked up\n  no known holes"
    )


def test_what_was_skipped_was_not_looked_at():
    found = audit.of([GOOD, SKIPPED])

    assert (found.asked, found.unknown, found.code) == (1, ("yarl",), 2)
    assert "NOT LOOKED UP  yarl" in audit.words("requirements.lock", found)
    assert "no known holes" not in audit.words("requirements.lock", found)


def test_nothing_at_all_is_not_well():
    assert audit.of([]).code == 2
    assert "NOT LOOKED UP  anything" in audit.words("requirements.lock", audit.of([]))


def test_a_hole_is_named_with_the_version_that_mends_it():
    found = audit.of([HOLED, SKIPPED])

    assert found.code == 1
    assert "HOLE  django 5.2.1: CVE-2026-1, mended in 5.2.2" in audit.words("requirements.lock", found)
    assert "CVE-2026-2, mended in no version yet" in audit.words("requirements.lock", found)


def test_every_lock_file_is_looked_at():
    assert {path.name for path in audit.ROOT.glob("requirements*.lock")} == set(audit.LOCKS)
