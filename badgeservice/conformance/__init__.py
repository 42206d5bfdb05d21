"""The conformance mode: the VC-API over the same code that judges badges, for test suites of strangers."""
