"""One small input or more for every statement of docs/conformance.md, sent to the VC-API of the conformance mode."""
